"""Two people judge the same sheet apart: how far they agree, and when nothing can be said."""

import pytest
import xlsxwriter

from minaoshi import main
from queries.audit.agree import judges_agreement

HEADS = ["Draw", "Contact number", "Should have been escalated"]


def sheet(path, words):
    with xlsxwriter.Workbook(path) as file:
        page = file.add_worksheet()
        page.write_row(0, 0, HEADS)
        for number, word in enumerate(words, start=1):
            page.write_row(number, 0, ["audit-2026-01-05", f"c{number}", word])
    return path


@pytest.fixture
def two_sheets(tmp_path):
    """Of fifty contacts both say yes to 20 and no to 15; one alone to 5, the other alone to 10."""
    first = ["Yes"] * 25 + ["No"] * 25
    second = ["はい"] * 20 + ["No"] * 5 + ["Yes"] * 10 + ["No"] * 15
    return sheet(tmp_path / "a.xlsx", first), sheet(tmp_path / "b.xlsx", second)


def test_the_figures_published_for_such_a_table(two_sheets):
    found = judges_agreement(*two_sheets, "en")
    assert (found.both, found.one_sided) == (50, 0)
    assert found.agreement.observed == pytest.approx(0.7)
    assert found.agreement.kappa == pytest.approx(0.4)
    assert found.agreement.positive == pytest.approx(0.7272727273)
    assert found.agreement.negative == pytest.approx(0.6666666667)


def test_the_command_says_both_parts_beside_kappa(two_sheets, capsys):
    assert main(["audit", "agree", *map(str, two_sheets)]) == 0
    assert capsys.readouterr().out == (
        "the two agree on 70%; on those needed 73%, on those not 67%\n"
        "kappa 0.40 (95% interval 0.15 to 0.65), AC1 0.41; kappa is low wherever few are needed\n"
        "decided by both: 50, by one alone: 0\n"
    )
    assert main(["audit", "agree", *map(str, two_sheets), "--lang", "ja"]) == 0
    assert "2人の判定の一致: 全体 70%、「必要」について 73%" in capsys.readouterr().out


def test_what_one_did_not_decide_is_no_disagreement(tmp_path):
    first = sheet(tmp_path / "a.xlsx", ["No"] * 24)
    second = sheet(tmp_path / "b.xlsx", ["No"] * 20 + ["Cannot tell", "", "?", "No"])
    found = judges_agreement(first, second, "en")
    assert (found.both, found.one_sided) == (21, 3)
    assert found.agreement.observed == 1
    assert found.agreement.kappa is None


def test_nineteen_are_too_few(tmp_path, capsys):
    paths = [str(sheet(tmp_path / f"{name}.xlsx", ["Yes"] * 19)) for name in "ab"]
    assert main(["audit", "agree", *paths]) == 0
    assert capsys.readouterr().out == (
        "agreement: too few (begins at 20 decided by both)\ndecided by both: 19, by one alone: 0\n"
    )


def test_another_workbook_is_refused(tmp_path, capsys):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as file:
        file.add_worksheet().write(0, 0, "something")
    assert main(["audit", "agree", str(tmp_path / "x.xlsx"), str(tmp_path / "x.xlsx")]) == 2
    assert "Should have been escalated" in capsys.readouterr().err
