"""The program that looks for copied sentences finds them, and nothing else."""

from pathlib import Path

import pytest

from tests import copied

SOURCE = "Man skal se på, hvem der bruger løsningen, og hvorfor de andre lader den ligge."


def test_a_run_of_eight_words_is_found_whatever_stands_between_them() -> None:
    ours = "Derfor: »se på, hvem der\nbruger LØSNINGEN og hvorfor« er et spørgsmål."
    assert list(copied.runs(ours, [SOURCE])) == ["se på hvem der bruger løsningen og hvorfor"]


def test_seven_words_are_nobodys() -> None:
    assert list(copied.runs("Se på, hvem der bruger løsningen, og så videre.", [SOURCE])) == []


def test_each_long_run_is_told_once_and_whole() -> None:
    assert list(copied.runs(f"Først. {SOURCE} Så. {SOURCE}", [SOURCE])) == [" ".join(copied.words(SOURCE))] * 2


def test_a_text_of_the_course_that_stands_in_a_source_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = next(iter(sorted((copied.ROOT / "modules" / "0-introduktion").glob("*.ipynb"))))
    (tmp_path / "source.txt").write_text(copied.text_of(page)[:400], "utf-8")
    assert copied.main(tmp_path) > 0
    assert f"modules/0-introduktion/{page.name}: " in capsys.readouterr().out
    with pytest.raises(SystemExit, match="there is no text"):
        copied.main(tmp_path / "nowhere")
