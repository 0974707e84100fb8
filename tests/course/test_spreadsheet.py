"""What people call themselves is text, whatever a spreadsheet would make of it."""

import pytest
from openpyxl import Workbook

from course.spreadsheet import plain

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−")
BEFORE = ("", " ", "\u00a0", "\ufeff", "\u200b ", "\u3000")
NAMES = ("Anna Holm", "Søren", "Ünal", "1. maj-holdet", "A=B", "x@y.dk", "", " ", "李", "'Abd", "½ tid", "Æ-team")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEFORE)
def test_what_begins_like_a_formula_is_marked_as_text(sign: str, before: str) -> None:
    assert plain(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("start", ["\t", "\r", "\n"])
def test_what_would_begin_a_cell_of_its_own_is_marked_as_text(start: str) -> None:
    assert plain(f"{start}Anna") == f"'{start}Anna"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_as_it_is(name: str) -> None:
    assert plain(name) == name


@pytest.mark.parametrize("sign", SIGNS)
def test_a_workbook_holds_it_as_text(sign: str) -> None:
    cell = Workbook().active.cell(1, 1, plain(f"{sign}HYPERLINK(1)"))
    assert cell.data_type == "s"
