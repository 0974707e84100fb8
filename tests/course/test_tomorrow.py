"""What a learner may write about what she tried, and what every page that proposes something says."""

import pytest

from course import contract, notebooks, settings, tomorrow
from course.errors import InvalidAnswer
from course.modules import catalogue


def test_a_sentence_is_kept_without_space_around_it() -> None:
    assert tomorrow.check("  Hun blev glad.\r\nJeg også. \n") == "Hun blev glad.\nJeg også."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (" \n ", "Skriv en sætning"),
        ("a" * 501, "længere end 500 tegn"),
        ("Borgeren 010190-1234 svarede.", "CPR-nummer"),
        ("Ring til 20 12 34 56.", "et telefonnummer"),
        ("Skriv til hende på kirsten@eksempel.dk", "en mailadresse"),
        ("Nul\0tegn", "ugyldige tegn"),
        ("Halvt \ud800 tegn", "ugyldige tegn"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason_that_does_not_repeat_it(words: str, said: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        tomorrow.check(words)
    assert said in refused.value.text.da
    assert "010190" not in refused.value.text.da


def test_every_module_proposes_something_which_stands_in_one_place_alone() -> None:
    for module in catalogue(settings.modules()):
        proposed = [page for page in module.about.pages if page.tomorrow]
        assert module.graded_page in proposed
        for page in module.about.pages:
            prose = [cell.source for cell in notebooks.read(module.folder / page.notebook).cells if cell.cell_type == "markdown"]
            assert not any(words.startswith(("## Prøv i morgen", "## Try tomorrow")) for words in prose)
            for one in proposed:
                assert one.tomorrow
                assert not any(one.tomorrow.full.da in words for words in prose)


def test_the_last_module_collects_them() -> None:
    last = catalogue(settings.modules())[-1]
    cells = [cell for page in last.about.pages for cell in notebooks.read(last.folder / page.notebook).cells]
    assert sum(contract.is_tried(cell) for cell in cells) == 1
