"""Items asked for and reported."""

from typing import Any

from bench.pandas_measures.facts import WEEK, Facts
from bench.pandas_measures.rates import rate


def slots(facts: Facts) -> Any:
    return facts["fct_question"].groupby([WEEK, "slot"])["is_repeat"].agg(["sum", "count"])


def slot_known(facts: Facts) -> Any:
    return facts["fct_question"].groupby(WEEK)[["slot", "slot_basis"]].count()


def complete(facts: Facts) -> Any:
    items = facts["fct_escalation"].groupby(WEEK)[["reported_item_count", "required_item_count"]]
    return items.sum(), rate("fct_escalation", "is_report_complete")(facts)


def missing(facts: Facts) -> Any:
    return facts["fct_report_item"].groupby([WEEK, "slot"])["is_given"].agg(["sum", "count"])
