"""Which views of the failures a log can carry, what they measure, and what is not on record."""

from dashboard import naming
from dashboard.frame.view import View
from dashboard.patterns import strata, three_failures
from dashboard.patterns.views import NEEDS, is_recorded
from dashboard.reading import data
from queries.catalog import Metric

VIEWS = (three_failures.VIEW, strata.VIEW, *NEEDS)


def offered(view: View) -> list[str]:
    """The views that this log can carry: all failures side by side first, then one in layers."""
    first = [three_failures.VIEW] if three_failures.is_offered(view) else []
    first += [strata.VIEW] if strata.failures(view) else []
    return first + [name for name, metric in NEEDS.items() if is_recorded(view, metric)]


def metrics(view_name: str) -> list[Metric]:
    """What a view of the page measures."""
    if view_name in (three_failures.VIEW, strata.VIEW):
        return three_failures.metrics()
    return [data.catalog()[NEEDS[view_name]]]


def missing(view: View) -> list[tuple[str, str]]:
    """The figures that this log cannot carry, and how to start recording them."""
    found = [
        (naming.label(data.catalog()[metric], view.words), naming.how_to_record(metric, view.words))
        for metric in dict.fromkeys(NEEDS.values())
        if not is_recorded(view, metric)
    ]
    return list(dict.fromkeys([*found, *three_failures.missing(view)]))
