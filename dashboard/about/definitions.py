"""A metric's definition as people read it, from the header of its SQL file."""

from dashboard import naming
from dashboard.frame.view import View
from queries.catalog import Metric


def described(metric: Metric, view: View) -> list[tuple[str, str]]:
    """What the header says, as label and content, in the interface language where it has one."""
    words = view.words
    return [
        (words("definitions.numerator"), naming.numerator(metric, words)),
        (words("definitions.denominator"), naming.denominator(metric, words)),
        (words("definitions.unit"), words(f"unit.{metric.unit}")),
        (words("definitions.good"), words(f"good.{metric.good}")),
        (words("definitions.notes"), naming.notes(metric, words)),
        (words("definitions.source"), ", ".join(f"`{table}`" for table in metric.source)),
        (words("definitions.theme"), words(f"theme.{metric.theme}")),
        (words("definitions.reviewed"), _reviewed(metric, view)),
        (words("definitions.code"), f"`{metric.metric}`"),
    ]


def _reviewed(metric: Metric, view: View) -> str:
    """When the definition was looked over and when it will be again; written `day, next day`."""
    last, _, following = metric.reviewed.partition(", next ")
    return view.words("definitions.reviewed_next", last=last, following=following)


def question(metric: Metric, view: View) -> str:
    """The question that the metric answers."""
    return metric.question_ja if view.lang == "ja" else metric.question


def formula(sql: str) -> str:
    """The query without its header, which is shown in words beside it."""
    lines = sql.splitlines()
    first = next((place for place, line in enumerate(lines) if not line.startswith("--")), 0)
    return "\n".join(lines[first:]).strip()
