"""The product's figures and the second opinion's, on the same random logs."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from etl.calendar import build_calendar
from etl.pipeline import build_from_events
from etl.settings import read_settings
from queries.asked import Asked
from queries.catalog import load_catalog
from queries.measure import cases, measure
from queries.warehouse import Warehouse
from tests.second_opinion import durations, measures, operators, receivers
from tests.second_opinion.clock import SETTINGS
from tests.second_opinion.facts import Facts, derive
from tests.second_opinion.measures import Answer, Grain
from tests.second_opinion.random_log import poor_log, random_log
from tests.second_opinion.random_rules import random_rules
from tests.second_opinion.rulebook import rule_book
from tests.second_opinion.story import Row, Setting

Pair = tuple[Warehouse, Facts]
LOGS = {"seed 1": (random_log, 1), "seed 2": (random_log, 2), "poor": (poor_log, 3)}
# What may be counted elsewhere is known by place and day alone.
BASIC: list[Grain] = [(), ("week_start",), ("center", "channel")]
QUESTION_GRAINS: list[Grain] = [*BASIC, ("level", "weekday")]
ITEM_GRAINS: list[Grain] = [*BASIC, ("rule_id", "level")]
CONTACT_GRAINS: list[Grain] = [
    *BASIC,
    ("level", "weekday"),
    ("risk",),
    ("impact", "urgency"),
    ("amount_band",),
    ("risk_kind", "customer_kind"),
]
HOP_GRAINS: list[Grain] = [
    *BASIC,
    ("rule_id", "level"),
    ("risk",),
    ("impact", "urgency"),
    ("axis", "judgement"),
    ("week_start", "is_emergency"),
    ("week_start", "amount_band"),
    ("risk_kind", "customer_kind"),
]
ATTEMPT_GRAINS: list[Grain] = [
    *BASIC,
    ("target", "step"),
    ("weekday", "hour"),
    ("target", "outcome"),
]
GRAINS = {
    "contacts": CONTACT_GRAINS,
    "escalations": HOP_GRAINS,
    "attempts": ATTEMPT_GRAINS,
    "questions": QUESTION_GRAINS,
}


def dimensions(folder: Path) -> dict[str, pl.DataFrame]:
    """Settings with odd hours, their calendar, and a rule book."""
    (folder / "minaoshi.toml").write_text(SETTINGS, encoding="utf-8")
    settings = read_settings(folder / "minaoshi.toml")
    days = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
    return random_rules() | settings.dimensions | {"dim_calendar": build_calendar(settings, *days)}


@pytest.fixture(scope="module", params=LOGS, ids=lambda name: name.replace(" ", "-"))
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A warehouse of a random log, and the second opinion on the same log."""
    make, seed = LOGS[request.param]
    folder = tmp_path_factory.mktemp("agreement")
    log, given = make(seed), dimensions(folder)
    path = folder / "random.duckdb"
    build_from_events(log, path, dimensions=given)
    setting = Setting(as_of=log["occurred_at"].max(), rules=rule_book(given))
    return Warehouse(path), derive(log, setting)


# What tells the rows of one group apart, in metrics that have several.
ROWS_WITHIN = {
    "answered_step_share": ["step"],
    "funnel_step_share": ["step"],
    "open_contact_age_count": ["from_days"],
    "repeat_question_slot_share": ["slot"],
    "recorded_share": ["item"],
    "risk_matrix_escalation_rate": ["impact", "urgency"],
    "trouble_after_delay_rate": ["from_minutes"],
}


def grains_of(name: str, table: str) -> list[Grain]:
    return BASIC if name in ("escalation_rate", "contact_volume") else GRAINS[table]


def assert_same(pair: Pair, name: str, mine: Answer, asked: Asked) -> None:
    """The product's rows hold the very figures of the second opinion, group by group."""
    result = measure(pair[0], name, asked)
    if result.missing:
        return
    key = [*asked.by, *ROWS_WITHIN.get(name, ())]
    product = {tuple(row[k] for k in key): row for row in result.frame.to_dicts()}
    # A group without a single case to judge may be left out.
    expected = {g: row for g, row in mine.items() if g in product or row["denominator"] != 0}
    assert product.keys() == expected.keys()
    for group, row in expected.items():
        shown = product[group]
        if shown["status"] == "not_recorded" or row["denominator"] == 0:
            figures = (shown["denominator"] or 0, shown["metric_value"])
            assert figures == (0, None), (name, group)
        else:
            picked = {column: shown[column] for column in row}
            assert picked == pytest.approx(row, abs=1e-9), (name, group)


COLUMNS = {
    "contacts": """
        week_start level end_kind risk matched_rule_id bounce_direct_count bounce_indirect_count
        escalate_end_kind escalate_seconds escalate_business_seconds
        hesitation_end_kind hesitation_seconds
        assess_end_kind assess_seconds assess_business_seconds amount amount_band
        risk_kind customer_kind
        promise_count pending_promise_count is_promise_kept missed_due_at
        has_impatience has_said_before is_in_a_hurry is_angry
    """,
    "escalations": """
        day hour team direction skipped_level_count rule_id rule_version_id is_rule_retired risk
        rule_condition_count rule_branch_count rule_step_count
        reach_end_kind reach_seconds accept_end_kind accept_business_seconds resolve_end_kind
        failed_attempt_count lost_seconds is_unanswered asked_again_count
        verified_again_count has_verified_again verified_again_seconds
        judgement is_over_by_rule is_over_by_outcome amount amount_band risk_kind customer_kind
        required_item_count reported_item_count is_report_complete
        report_length has_report_number is_report_heated
        has_route is_route_followed is_step_skipped is_means_off is_out_of_turn
    """,
}


@pytest.mark.parametrize(
    ("rows", "table", "key"),
    [
        ("contacts", "facts.fct_contact", ["contact_id"]),
        ("escalations", "facts.fct_escalation", ["contact_id", "hop"]),
    ],
    ids=["contacts", "escalations"],
)
def test_facts_agree(pair: Pair, rows: str, table: str, key: list[str]) -> None:
    columns = [*key, *COLUMNS[rows].split()]
    product = pair[0].table(table).select(columns).sort(key)
    mine = pl.DataFrame(
        [{name: row[name] for name in columns} for row in getattr(pair[1], rows)],
        schema=product.schema,
    )
    assert_frame_equal(product, mine.sort(key))


@pytest.mark.parametrize("name", measures.RATES)
def test_rates_agree(pair: Pair, name: str) -> None:
    for grain in grains_of(name, measures.RATES[name].table):
        assert_same(pair, name, measures.rate(pair[1], name, grain), Asked(by=grain))


@pytest.mark.parametrize("name", measures.COUNTS)
def test_counts_agree(pair: Pair, name: str) -> None:
    for grain in grains_of(name, measures.COUNTS[name][0]):
        assert_same(pair, name, measures.count(pair[1], name, grain), Asked(by=grain))


@pytest.mark.parametrize("clock", ["wall", "business"])
@pytest.mark.parametrize("name", durations.TIMES)
def test_times_agree(pair: Pair, name: str, clock: str) -> None:
    for grain in BASIC[:2] if clock == "business" else GRAINS[durations.TIMES[name][0]]:
        mine = durations.duration(pair[1], name, grain, clock)
        assert_same(pair, name, mine, Asked(by=grain, clock=clock))


@pytest.mark.parametrize("name", ["time_to_reach", "time_to_accept", "time_to_resolve"])
def test_times_of_each_hop_agree(pair: Pair, name: str) -> None:
    mine = durations.duration(pair[1], name, ("hop",), "wall")
    assert_same(pair, name, mine, Asked(by=("hop",)))


def test_seconds_lost_agree(pair: Pair) -> None:
    for grain in ATTEMPT_GRAINS:
        mine = measures.lost_seconds(pair[1], grain)
        assert_same(pair, "lost_seconds_per_failed_attempt", mine, Asked(by=grain))


def test_items_asked_again_agree(pair: Pair) -> None:
    for grain in QUESTION_GRAINS:
        mine = measures.slot_share(pair[1], grain)
        assert_same(pair, "repeat_question_slot_share", mine, Asked(by=grain))


def test_the_step_that_answers_agrees(pair: Pair) -> None:
    for grain in HOP_GRAINS:
        assert_same(pair, "answered_step_mean", measures.steps(pair[1], grain), Asked(by=grain))


def test_the_share_of_each_step_agrees(pair: Pair) -> None:
    for grain in HOP_GRAINS:
        mine = measures.step_shares(pair[1], grain)
        assert_same(pair, "answered_step_share", mine, Asked(by=grain))


def test_the_links_of_routes_agree(pair: Pair) -> None:
    for grain in [*HOP_GRAINS, ("hop", "link_from", "link_to"), ("link_to", "risk")]:
        mine = measures.route_links(pair[1], grain)
        assert_same(pair, "route_link_volume", mine, Asked(by=grain))


@pytest.mark.parametrize("name", ["route_link_volume", "answered_step_share"])
def test_a_link_and_a_step_lead_to_exactly_their_cases(pair: Pair, name: str) -> None:
    by = ("hop", "link_from", "link_to") if name == "route_link_volume" else ("step",)
    with pair[0].pinned() as build:
        found = measure(build, name, Asked(by=by)).frame.filter(status="ok")
        for cell in found.to_dicts():
            part = Asked(by=by).at(cell)
            whole = measure(build, name, part).frame.row(0, named=True)
            assert whole["numerator"] == cell["numerator"]
            assert cases(build, name, part).height == cell["numerator"], cell


def test_the_parts_of_rules_agree(pair: Pair) -> None:
    for grain in HOP_GRAINS:
        mine = measures.rule_complexity(pair[1], grain)
        assert_same(pair, "rule_complexity_mean", mine, Asked(by=grain))


def test_complete_reports_agree(pair: Pair) -> None:
    for grain in HOP_GRAINS:
        mine = measures.completeness(pair[1], grain)
        assert_same(pair, "report_completeness_rate", mine, Asked(by=grain))


def test_the_length_of_reports_agrees(pair: Pair) -> None:
    for grain in HOP_GRAINS:
        mine = measures.report_length(pair[1], grain)
        assert_same(pair, "report_length", mine, Asked(by=grain))


def test_items_left_out_agree(pair: Pair) -> None:
    for grain in ITEM_GRAINS:
        mine = measures.missing_share(pair[1], grain)
        # Asked for by name: an item that no report of a group tells of keeps its name so.
        assert_same(pair, "missing_item_share", mine, Asked(by=(*grain, "slot")))


def test_the_risk_matrix_agrees(pair: Pair) -> None:
    for grain in CONTACT_GRAINS:
        mine = measures.risk_matrix(pair[1], grain)
        assert_same(pair, "risk_matrix_escalation_rate", mine, Asked(by=grain))


def test_the_steps_reached_agree(pair: Pair) -> None:
    for grain in CONTACT_GRAINS:
        mine = measures.funnel(pair[1], grain)
        assert_same(pair, "funnel_step_share", mine, Asked(by=grain))


def test_open_contacts_by_age_agree(pair: Pair) -> None:
    for grain in CONTACT_GRAINS:
        mine = measures.ages(pair[1], grain)
        assert_same(pair, "open_contact_age_count", mine, Asked(by=grain))


def test_trouble_after_delay_agrees(pair: Pair) -> None:
    for grain in CONTACT_GRAINS:
        mine = measures.trouble_after_delay(pair[1], grain)
        assert_same(pair, "trouble_after_delay_rate", mine, Asked(by=grain))


LOAD_GRAINS: list[Grain] = [
    *((), ("week_start",), ("target",), ("center", "target"), ("weekday",), ("hour",)),
    ("day", "center", "target", "hour"),
]


def test_the_load_on_receivers_agrees(pair: Pair) -> None:
    for grain in LOAD_GRAINS:
        mine = receivers.open_mean(pair[1], grain)
        assert_same(pair, "receiver_open_mean", mine, Asked(by=grain))


def test_a_load_leads_to_whoever_was_waiting_in_its_hours(pair: Pair) -> None:
    asked = Asked(by=(), hour=(9, 10), center=("tokyo",))
    hours = [
        (row["role"], row["start"], row["stop"])
        for row in pair[1].role_hours
        if row["hour"] in asked.hour and row["center"] == "tokyo" and row["work"] is not None
    ]
    waiting = [
        hop["contact_id"]
        for hop in pair[1].escalations
        if hop["busy_until"]
        and any(
            hop["role"] == role and hop["raised_at"] < stop and hop["busy_until"] > start
            for role, start, stop in hours
        )
    ]
    shown = cases(pair[0], "receiver_open_mean", asked)["contact_id"].to_list()
    assert sorted(shown) == sorted(waiting)


def test_the_random_logs_have_loads_to_show_and_loads_to_hide(pair: Pair) -> None:
    for name in ("receiver_open_mean", "asked_per_receiver"):
        found = measure(pair[0], name, Asked(by=("center", "target"))).frame
        known = found.filter(pl.col("recorded") > 0)
        assert known.is_empty() or 0 < known["metric_value"].count() < known.height


def test_what_receivers_are_asked_agrees(pair: Pair) -> None:
    for grain in LOAD_GRAINS:
        mine = receivers.asked_per_receiver(pair[1], grain)
        assert_same(pair, "asked_per_receiver", mine, Asked(by=grain))


def test_variation_between_operators_agrees(pair: Pair) -> None:
    for grain in [(), ("week_start",), ("category",), ("rule_id",), ("center", "category")]:
        mine = operators.variation(pair[1], grain)
        assert_same(pair, "operator_variation", mine, Asked(by=grain))


def test_variation_between_receivers_agrees(pair: Pair) -> None:
    for grain in [(), ("week_start",), ("category",), ("rule_id",), ("center", "target")]:
        mine = operators.variation_of_receivers(pair[1], grain)
        assert_same(pair, "receiver_variation", mine, Asked(by=grain))


def few_receivers(log: pl.DataFrame) -> pl.DataFrame:
    """The log with six receivers in all, one of whom thinks that everything could have stayed."""
    is_judged = pl.col("event") == "judged"
    one_of_six = pl.concat_str(pl.lit("r"), pl.col("actor").str.slice(-1).cast(pl.Int32) % 6)
    acts = pl.col("event").is_in(["accepted", "advised", "returned", "judged"])
    named = log.with_columns(pl.when(acts).then(one_of_six).otherwise("actor").alias("actor"))
    lenient = is_judged & (pl.col("actor") == "r0")
    stay = pl.lit("could_have_stayed")
    return named.with_columns(pl.when(lenient).then(stay).otherwise("outcome").alias("outcome"))


def test_variation_between_receivers_agrees_where_there_is_some(tmp_path: Path) -> None:
    log, given = few_receivers(random_log(4, 500)), dimensions(tmp_path)
    path = tmp_path / "random.duckdb"
    build_from_events(log, path, dimensions=given)
    setting = Setting(as_of=log["occurred_at"].max(), rules=rule_book(given))
    both = Warehouse(path), derive(log, setting)
    for grain in [(), ("category",), ("rule_id",), ("target",)]:
        mine = operators.variation_of_receivers(both[1], grain)
        assert_same(both, "receiver_variation", mine, Asked(by=grain))
    whole = operators.variation_of_receivers(both[1], ())[()]
    assert whole["denominator"] >= 10
    assert whole["metric_value"] > 1
    by_rule = measure(both[0], "receiver_variation", Asked(by=("rule_id",))).frame
    assert by_rule["receiver_icc"].count() >= 2


def test_what_is_on_record_agrees(pair: Pair) -> None:
    for grain in HOP_GRAINS:
        mine = measures.recorded_share(pair[1], grain)
        assert_same(pair, "recorded_share", mine, Asked(by=grain))


def within(facts: Facts, asked: Asked) -> Facts:
    """The facts of some days in some places."""

    def chosen(rows: list[Row]) -> list[Row]:
        return [
            row
            for row in rows
            if asked.start <= row["day"] < asked.stop
            and row["center"] in asked.center
            and row["channel"] in asked.channel
        ]

    tables = (facts.contacts, facts.escalations, facts.attempts, facts.questions)
    return Facts(*map(chosen, tables))


def test_filters_agree(pair: Pair) -> None:
    asked = Asked(
        start=dt.date(2026, 4, 20),
        stop=dt.date(2026, 5, 4),
        center=("tokyo", None),
        channel=("phone",),
        by=("category",),
    )
    facts = within(pair[1], asked)
    for name in measures.RATES:
        assert_same(pair, name, measures.rate(facts, name, asked.by), asked)
    for name in measures.COUNTS:
        assert_same(pair, name, measures.count(facts, name, asked.by), asked)
    for name in durations.TIMES:
        assert_same(pair, name, durations.duration(facts, name, asked.by), asked)


@pytest.mark.parametrize("name", [*measures.RATES, *measures.COUNTS, *durations.TIMES])
def test_a_figure_leads_to_exactly_its_cases(pair: Pair, name: str) -> None:
    asked = Asked(start=dt.date(2026, 4, 20), center=("tokyo",), by=())
    result = measure(pair[0], name, asked)
    if not result.missing:
        shown = result.frame.item(0, "numerator") or 0
        assert cases(pair[0], name, asked).height == shown


SPLITS = (
    *("risk", "impact", "urgency", "axis", "judgement", "is_emergency", "outcome"),
    *("amount_band", "risk_kind", "customer_kind"),
)


@pytest.mark.parametrize("name", [*measures.RATES, *measures.COUNTS])
def test_the_parts_of_a_split_add_up_to_the_whole(pair: Pair, name: str) -> None:
    with pair[0].pinned() as build:
        result = measure(build, name, Asked(by=()))
        if result.missing or result.status == "not_recorded":
            return
        whole = result.frame.row(0, named=True)
        for grain in (grain for grain in SPLITS if grain in result.metric.grains):
            parts = measure(build, name, Asked(by=(grain,))).frame
            for figure in ("numerator", "denominator", "cases"):
                assert parts[figure].sum() == (whole[figure] or 0), (grain, figure)


@pytest.mark.parametrize("name", [*measures.RATES, *measures.COUNTS, *durations.TIMES])
def test_a_part_of_a_split_leads_to_exactly_its_cases(pair: Pair, name: str) -> None:
    with pair[0].pinned() as build:
        for grain in (grain for grain in SPLITS if grain in load_catalog()[name].grains):
            asked = Asked(by=(grain,))
            for cell in measure(build, name, asked).frame.to_dicts():
                part = asked.at(cell)
                whole = measure(build, name, part).frame.row(0, named=True)
                assert whole["numerator"] == cell["numerator"], (grain, cell[grain])
                if cell["numerator"] is not None:
                    assert cases(build, name, part).height == cell["numerator"], (grain, cell)
