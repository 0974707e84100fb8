"""A figure as a page shows it: two drawings, words for who cannot see them, and the same as a table."""

import re
from pathlib import Path

import pytest

from course import figures
from course.modules import load_module
from widgets import figure, session

MODULE = Path(__file__).parent.parent.parent / "modules" / "0-introduktion"
SHOWN = {one.id: one for one in load_module(MODULE).about.figures}


def test_a_figure_has_words_a_caption_and_a_table_in_both_languages() -> None:
    about = SHOWN["adkar-trin"]
    html = figure.html(figures.draw(MODULE, about))
    assert re.findall(r'<figure class="figure" lang="(\w+)">', html) == ["da", "en"]
    for language in ("da", "en"):
        part = html.split(f'<figure class="figure" lang="{language}">')[1].split("</figure>")[0]
        assert part.count('role="img"') == 2
        assert part.count(f">{about.alt.pick(language)}</title>".replace("'", "&#x27;")) == 2
        assert about.caption.pick(language).replace("'", "&#39;") in part
        assert part.count('<th scope="row">') == 5
        assert "<details>" in part
    assert "Barrieren: her begynder hjælpen" in html


def test_an_author_sees_the_figure_in_jupyterlab_as_she_has_drawn_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MODULE)
    shown = figure.Figure("kraftfelt")._repr_mimebundle_()
    assert "Ingen tid til at prøve" in shown["text/html"]
    assert "--kv-accent: " in shown["text/html"]
    with pytest.raises(session.UnknownTask, match="lists no figure 'kraftfeltet'"):
        figure.Figure("kraftfeltet")._repr_mimebundle_()


def test_a_readers_kernel_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "draw", lambda *_: pytest.fail("somebody waits for a drawing"))
    assert figure.Figure("kraftfelt").id == "kraftfelt"
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert figure.Figure("kraftfelt")._repr_mimebundle_() == {"text/plain": 'Figure("kraftfelt")'}
