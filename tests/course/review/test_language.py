"""How a text reads."""

import pytest

from course.review.language import figures_without_source, never_said, reading, turning_on_men


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    text = "Hun ringer til dig. Beskæftigelsesindsatsen begynder mandag."  # 7 words, 2 sentences, 2 of more than 6 letters
    found = reading(text)
    assert (found.words, found.sentences) == (7, 2)
    assert found.lix == pytest.approx(7 / 2 + 100 * 2 / 7)


def test_headings_and_list_marks_are_no_sentences() -> None:
    assert reading("## En meget lang overskrift\n\n- Ja tak.\n- Nej tak.").sentences == 2


def test_a_page_without_prose_has_no_lix() -> None:
    assert reading("## Kun en overskrift").lix == 0


def test_feedback_that_turns_on_men_is_counted_by_its_conjunction_alone() -> None:
    assert turning_on_men(["Godt set, men hun ved det ikke.", "Du spurgte. Men hvem?", "Mens hun venter, spørger du."]) == pytest.approx(
        2 / 3
    )
    assert turning_on_men([]) == 0


def test_a_word_of_the_trade_counts_in_any_form() -> None:
    assert never_said(["notat", "rådighed"], "Skriv det i notatet.") == ["rådighed"]


def test_a_figure_needs_a_source_and_a_time_of_day_does_not() -> None:
    said = ["I 2023 var det 44 %.", "I 2023 var det 44 % (STAR, juni 2024).", "Kl. 10.00 ringer hun, og I har talt sammen siden 2021."]
    assert figures_without_source(said, ["STAR, juni 2024"]) == said[:1]
