"""Rates and volumes that are one column of one table."""

from typing import Any

from bench.pandas_measures.facts import WEEK, Facts, Measure


def rate(table: str, flag: str) -> Measure:
    return lambda facts: facts[table].groupby(WEEK)[flag].agg(["sum", "count"])


def share(table: str, column: str, value: str) -> Measure:
    def measure(facts: Facts) -> Any:
        frame = facts[table]
        return (frame[column] == value).groupby(frame[WEEK]).agg(["sum", "count"])

    return measure


def volume(table: str) -> Measure:
    return lambda facts: facts[table].groupby(WEEK).size()


def escalation_rate(facts: Facts) -> Any:
    return facts["agg_contact_day"].groupby(WEEK)[["escalated_contacts", "contacts"]].sum()


def contacts(facts: Facts) -> Any:
    return facts["agg_contact_day"].groupby(WEEK)["contacts"].sum()


def by_hour(facts: Facts) -> Any:
    return facts["fct_contact"].groupby([WEEK, "hour"])["is_escalated"].agg(["sum", "count"])
