"""Rules, kept by a manager in two sheets of a workbook; their versions are made on import."""

from etl.rules.book import Book, read_book, write_book
from etl.rules.changes import RuleChanges, plan_import
from etl.rules.dimensions import rule_dimensions
from etl.rules.export import write_workbook
from etl.rules.findings import Finding, book_findings, findings_text
from etl.rules.importing import Answers, Imported, import_workbook
from etl.rules.judging import keep_findings
from etl.rules.questions import NeedsAnswerError
from etl.rules.rule import Rule
from etl.rules.workbook import Workbook, read_rules, read_workbook

__all__ = [
    "Answers",
    "Book",
    "Finding",
    "Imported",
    "NeedsAnswerError",
    "Rule",
    "RuleChanges",
    "Workbook",
    "book_findings",
    "findings_text",
    "import_workbook",
    "keep_findings",
    "plan_import",
    "read_book",
    "read_rules",
    "read_workbook",
    "rule_dimensions",
    "write_book",
    "write_workbook",
]
