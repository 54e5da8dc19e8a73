"""The words of the log, each with the number that stands for it while events are arrays."""

from collections.abc import Iterable

from etl import schemas
from etl.simulate.center import CENTERS, OPERATORS_PER_TEAM, TEAMS
from etl.simulate.roster import ROLES


class Words:
    """An ordered list of words; `words['phone']` is the position of a word."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the order given, each word once."""
        self.all = tuple(dict.fromkeys(words))
        self._position = {word: position for position, word in enumerate(self.all)}

    def __getitem__(self, word: str) -> int:
        """The position of a word."""
        return self._position[word]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.all)


EVENT = Words([*schemas.EVENTS])
TARGET = Words([role.target for role in ROLES] + list(TEAMS))
MODE = Words([*schemas.MODES])
PLACE = Words([*TEAMS, *TARGET.all])
AXIS = Words([*schemas.AXES])
REASON = Words([*schemas.REASONS, *schemas.ADVICE_REASONS])
MEANS = Words([*schemas.MEANS])
OUTCOME = Words([*schemas.ATTEMPT_OUTCOMES, *schemas.JUDGEMENTS, "authority_used"])
SLOT = Words(
    [
        "name",
        "phone",
        "order_no",
        "symptom",
        "product_name",
        "date_of_birth",
        "environment",
        "purchase_date",
        "overview",
        "actions_taken",
        "assessment",
        "request",
        "scope",
        "cause",
        "result",
    ]
)
NOTE = Words(
    [
        "手順どおり案内済み",
        "上席に確認のうえ回答",
        "折り返しの約束あり",
        "お客様は納得された",
        "再発の可能性あり、経過を見る",
        "対応に時間がかかった",
        "担当部署の回答待ち",
        "お客様のご希望により変更",
        "折り返し先 090-0000-0000",
    ]
)
ACTOR = Words(
    [f"OP{number:04d}" for number in range(1, len(TEAMS) * OPERATORS_PER_TEAM + 1)]
    + [
        f"{role.actor_prefix}{center * 100 + person:04d}"
        for role in ROLES
        for center in range(1, len(CENTERS) + 1)
        for person in range(1, role.people_per_center + 1)
    ]
)
TARGET_LEVEL = tuple([role.level for role in ROLES] + [1] * len(TEAMS))
TARGET_AXIS = tuple([AXIS[role.axis] for role in ROLES] + [AXIS["functional"]] * len(TEAMS))
# where work goes on after a take-over by that target
PLACE_OF_TARGET = tuple(PLACE[target] for target in TARGET.all)
TEAM_AS_TARGET = tuple(TARGET[team] for team in TEAMS)
