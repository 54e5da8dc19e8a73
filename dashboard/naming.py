"""What metrics are called, and how to start recording what one lacks."""

from dashboard.words import Words
from queries.catalog import Metric


def label(metric: Metric, words: Words) -> str:
    """A metric's name in the interface language."""
    return metric.label_ja if words.lang == "ja" else metric.label


def short(metric: Metric, words: Words) -> str:
    """A metric's name for small places; its whole name where there is no shorter one."""
    return words.texts.get(f"short.{metric.metric}") or label(metric, words)


def question(metric: Metric, words: Words) -> str:
    """The question a metric answers, in the interface language."""
    return metric.question_ja if words.lang == "ja" else metric.question


def explained(metric: Metric, words: Words) -> str:
    """The question, what is counted of what, and by which date: what a tile tells when asked."""
    notes = metric.notes_ja if words.lang == "ja" else metric.notes
    return "\n\n".join([question(metric, words), formula(metric, words), notes])


def group_of_words(by: str, metric: Metric) -> str:
    """Under which group of words the values of `by` stand: a report's items are no questions."""
    is_of_report = by == "slot" and "facts.fct_report_item" in metric.source
    return "report_item" if is_of_report else by


def how_to_record(name: str, words: Words) -> str:
    """What has to be recorded for a metric to begin."""
    key = f"how_to_record.{name}"
    return words.texts.get(key, words("how_to_record.other"))


def formula(metric: Metric, words: Words) -> str:
    """What is counted, and of what, in the interface language."""
    is_ja = words.lang == "ja"
    counted = metric.numerator_ja if is_ja else metric.numerator
    if metric.denominator == "none":
        return counted
    return f"{counted} ÷ {metric.denominator_ja if is_ja else metric.denominator}"
