"""What metrics are called, and how to start recording what one lacks."""

import re

from dashboard.words import Words
from queries.catalog import Metric
from queries.thresholds import load_thresholds

_COLUMN = re.compile(r"(?<![`\w])([a-z]+(?:_[a-z0-9]+)+)(?![`\w])")


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
    return "\n\n".join([question(metric, words), formula(metric, words), notes(metric, words)])


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
    counted = numerator(metric, words)
    if metric.denominator == "none":
        return counted
    return f"{counted} ÷ {denominator(metric, words)}"


def numerator(metric: Metric, words: Words) -> str:
    """What a metric counts."""
    return _told(metric.numerator_ja if words.lang == "ja" else metric.numerator, metric, words)


def denominator(metric: Metric, words: Words) -> str:
    """Of what it is a share."""
    return _told(metric.denominator_ja if words.lang == "ja" else metric.denominator, metric, words)


def notes(metric: Metric, words: Words) -> str:
    """What to know before reading it: dates, units, what is left out."""
    return _told(metric.notes_ja if words.lang == "ja" else metric.notes, metric, words)


def _told(text: str, metric: Metric, words: Words) -> str:
    """A text of a header with numbers for the names of parameters; columns are set as code."""
    for name, value in load_thresholds()[metric.metric].params.items():
        unit = words.texts.get(f"parameter.{name.rpartition('_')[2]}", "")
        text = re.sub(rf"\b{name}\b *[日秒]?", f"{value}{unit}", text)
    return _COLUMN.sub(r"`\1`", text)
