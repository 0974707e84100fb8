"""What pages propose to try tomorrow, on a colleague's own pages, with what she wrote about it."""

from course import settings
from course.modules import catalogue
from course.pages import Go, Response, Show
from course.remembering import askable
from course.store import Person, Store
from tests.service.test_remembering import ANNA, BO, PAGE, SECOND, ask, course, front, hand_in, module, read, some_answer
from widgets.service.pages import module_page, tomorrow
from widgets.service.pages.employee import page_set
from widgets.service.web import rendering

__all__ = ["course"]


def test_what_a_page_proposes_is_a_line_once_something_on_it_is_answered(course: Store) -> None:
    assert "Prøv i morgen" not in front(course)
    one = module(SECOND)
    task = next(iter(askable(one)))
    course.answers.save("anna", one, task.id, some_answer(task, one), 0)
    assert front(course).count('action="/tomorrow/') == 1
    hand_in(course, SECOND)
    page = front(course)
    assert page.count('action="/tomorrow/') == 4
    assert "Vis de tidligere (1)" in page


def save(store: Store, words: str, revision: int = 0, who: Person = ANNA, **more: str) -> Response:
    return tomorrow.save(ask(store, who, {"words": words, "revision": str(revision), **more}, module=SECOND, page=PAGE))


def test_she_says_that_she_tried_it_and_what_happened_and_changes_that(course: Store) -> None:
    hand_in(course, SECOND)
    assert save(course, "Hun valgte at møde op.") == Go("#proev-i-morgen")
    page = front(course)
    assert "Det har du prøvet (1)" in page
    assert "Hun valgte at møde op." in page
    save(course, "Hun valgte telefonen <i>alligevel</i>.", 1)
    assert "Hun valgte telefonen <i>alligevel</i>." in front(course)
    assert "<i>" not in rendering.render(
        rendering.environment(page_set.templates), "tomorrow.html", "/",
        {"language": "da", "page_url": "", "xsrf": lambda: "", **tomorrow.shown(ask(course, module=SECOND, page=PAGE)).context},  # type: ignore[union-attr]
    )  # fmt: skip
    save(course, "", 2, remove="yes")
    assert "Det har du prøvet" not in front(course)
    assert "Hun valgte" not in front(course, BO)


def test_what_cannot_be_kept_comes_back_with_what_she_wrote(course: Store) -> None:
    told = save(course, "Ring til 010190-1234")
    assert isinstance(told, Show)
    assert told.status == 400
    assert "CPR-nummer" in read(told)
    assert "Ring til 010190-1234" in read(told), "in her own field alone"
    assert course.tried.of("anna") == {}


def test_of_two_windows_none_writes_over_the_other_unseen(course: Store) -> None:
    save(course, "I det ene vindue")
    told = save(course, "I det andet vindue")
    assert isinstance(told, Show)
    assert told.status == 409
    page = read(told)
    assert "I det ene vindue" in page
    assert "I det andet vindue" in page
    assert 'name="revision" value="1"' in page
    save(course, "I det andet vindue", 1)
    assert course.tried.of("anna")[SECOND, PAGE].words == "I det andet vindue"


def test_she_comes_back_to_where_she_wrote_and_nowhere_else(course: Store) -> None:
    assert save(course, "Ét", 0, back="module/4-opsamling/3-dit-naeste-skridt") == Go(
        "module/4-opsamling/3-dit-naeste-skridt#proev-i-morgen"
    )
    for elsewhere in ("https://eksempel.dk", "//eksempel.dk", "module/../x/y", "trainer"):
        assert save(course, f"Fra {elsewhere[:3]}", course.tried.of("anna")[SECOND, PAGE].revision, back=elsewhere) == Go("#proev-i-morgen")


def test_the_last_module_lists_all_that_was_proposed_with_what_she_wrote(course: Store) -> None:
    save(course, "Hun valgte at møde op.")
    last = module("4-opsamling")
    page = next(one for one in last.about.pages if one.stem == "3-dit-naeste-skridt")
    proposed = [page for one in catalogue(settings.modules()) for page in one.about.pages if page.tomorrow]
    for who, seen in (("anna", True), ("bo", False)):
        shown = read(Show("module-page.html", {**module_page.page_view(course, who, last, page), "alone": True, "viewer": None}))
        assert ("Hun valgte at møde op." in shown) is seen
        assert shown.count("ikke prøvet endnu") == len(proposed) - seen
