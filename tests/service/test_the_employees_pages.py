"""The employee's pages: what is next, hand-in, what came back, levels."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest

from course import contract, settings
from course.change.phases import PHASES
from course.conversation.dialogue import Outcome
from course.framework import framework, roles
from course.kinds.choice import ChoiceTask
from course.kinds.conversation import ConversationTask
from course.kinds.match import MatchTask
from course.kinds.order import OrderTask
from course.modules import Module, catalogue, load_module
from course.store import Person, Result, Store
from course.tasks import BaseTask
from course.text import Text
from tests.actors import Visitor

MODULE = "module/1-virtuelle-samtaler"
Who = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def module() -> Module:
    return load_module(settings.modules() / "1-virtuelle-samtaler")


@pytest.fixture
def newcomer(store: Store, visitor: Who, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A learner who has done nothing yet, under a name of her own for each test."""
    username = re.sub(r"\W", "-", request.node.name)[:60]
    store.people.put(Person(username, "Nye Nina", "raadgiver", example=True))
    somebody = visitor(username)
    somebody.username = username  # type: ignore[attr-defined]
    yield somebody
    store.people.put(Person(username, "Nye Nina", "raadgiver", active=False, example=True))


def some_answer(task: BaseTask, module: Module) -> Any:
    match task:
        case ChoiceTask():
            return [task.options[0].id]
        case OrderTask():
            return [step.id for step in reversed(task.steps)]
        case MatchTask():
            return {item.id: task.right[0].id for item in task.left}
        case ConversationTask():
            return task.answered_astray(None, module.folder)
    return "Jeg spørger <b>først</b>, hvem der er i rummet.\n\nSå aftaler vi plan B."


def answer_all(store: Store, who: Visitor, module: Module, but: int = 0) -> None:
    for task in module.graded_tasks[but:]:
        store.answers.save(who.username, module, task.id, some_answer(task, module), 0)  # type: ignore[attr-defined]


def give_back(store: Store, who: Visitor, module: Module, reverse: bool = False) -> None:
    submission = store.submissions.latest(who.username, module.id)  # type: ignore[attr-defined]
    assert submission
    why = (Text(da="Tænk på, hvem der ellers hører med.", en="Think of who else can hear."),)
    store.submissions.publish(
        submission.id,
        [
            Result(
                task.id,
                task.competence,
                task.level,
                2,
                4,
                why,
                "Godt set <i>her</i>" if task.kind == "text" else "",
                3 if task.kind == "text" else None,
            )
            for task in (reversed(module.graded_tasks) if reverse else module.graded_tasks)
        ],  # type: ignore[attr-defined]
    )


def test_a_newcomer_sees_one_thing_to_do_next(newcomer: Visitor) -> None:
    first = load_module(settings.modules() / "0-introduktion")
    shown = newcomer.get()
    page = shown.in_danish()
    assert page.count("Begynd her") == 1
    assert f"Det næste {first.about.pages[0].title.da} {first.about.title.da}" in page
    assert "Ikke begyndt" in page


def test_the_map_leads_to_every_page_from_the_phase_it_belongs_to(newcomer: Visitor) -> None:
    shown = newcomer.get()
    the_map = shown.text.split('<nav class="map"')[1].split("</nav>")[0]
    across, *by_phase = re.split(r'<li class="map-phase">', the_map)
    assert len(by_phase) == 4
    for folder in sorted(settings.modules().glob("[0-9]-*")):
        about = load_module(folder).about
        for page in about.pages:
            link = f'module/{about.id}/{page.stem}"'
            belongs = page.phase or about.phase
            if page.graded:
                assert link not in the_map
            elif len(belongs) == 4:
                assert link in across
            else:
                assert [id for id, part in zip(PHASES, by_phase, strict=True) if link in part] == belongs
    assert the_map.count('aria-current="step"') == 1
    assert shown.text.index('class="next card"') < shown.text.index('<nav class="map"')


def test_the_map_says_what_each_module_uses_of_the_first(newcomer: Visitor) -> None:
    shown = newcomer.get()
    abouts = [load_module(folder).about for folder in sorted(settings.modules().glob("[0-9]-*"))]
    later = [one for one in abouts if one.prerequisites]
    assert len(later) == 4
    for one in later:
        assert one.uses
        assert f"Modul {one.number} bruger {one.uses.da}." in shown.in_danish()
        assert f"Module {one.number} uses {one.uses.en}." in shown.text


def test_a_module_says_what_it_builds_on_and_locks_nothing(newcomer: Visitor) -> None:
    page = newcomer.get(MODULE)
    assert "Bygger på Introduktion: fire faser og tre forandringsteorier" in page.in_danish()
    assert "Begynd modulet" in page.in_danish()
    assert newcomer.get(f"{MODULE}/1-vaelg-moedeform").status == 200


def test_a_link_in_the_courses_prose_leads_to_a_page_of_the_course(newcomer: Visitor) -> None:
    links = {
        urljoin(f"module/{folder.name}/{page.stem}", link)
        for folder in settings.modules().glob("[0-9]-*")
        for page in load_module(folder).about.pages
        for link in re.findall(r"\]\(([^)]+)\)", (folder / page.notebook).read_text("utf-8"))
    }
    assert "levels" in links
    assert {link: newcomer.get(link).status for link in links} == dict.fromkeys(links, 200)


def test_a_figure_stands_on_its_page_before_any_component_is_ready(newcomer: Visitor) -> None:
    page = newcomer.get("module/0-introduktion/2-fire-faser").text
    prose = page.split('id="page-state"')[0]
    assert prose.count('<figure class="figure"') == 2
    assert "var(--kv-accent)" in prose
    assert "figur-fire-faser" in prose


def test_a_learner_who_has_begun_goes_on_where_she_left_off(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module)
    page = newcomer.get().in_danish()
    assert "Fortsæt, hvor du slap" in page
    assert "I gang" in page
    assert f"{len(module.graded_tasks)} af {len(module.tasks)} opgaver besvaret" in page


def test_an_open_page_is_told_how_far_its_reader_is(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module, but=1)
    told = newcomer.get(f"{MODULE}/progress").json
    assert (told["done"], told["of"]) == (len(module.graded_tasks) - 1, len(module.tasks))


def test_the_modules_page_says_what_one_learns_and_when_the_law_was_looked_up(newcomer: Visitor, module: Module) -> None:
    page = newcomer.get(MODULE).in_danish()
    assert all(goal.text.da in page for goal in module.about.goals)
    assert "Slået op" in page
    assert module.about.sources[0].short in page


def test_before_handing_in_a_learner_sees_what_is_missing_and_where(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module, but=2)
    page = newcomer.get(f"{MODULE}/hand-in")
    for task in module.graded_tasks[:2]:
        assert task.title.da in page.in_danish()
        assert f'{MODULE}/{module.graded_page.stem}#opgave-{task.id}"' in page.text
    assert "Aflever nu" in page.in_danish()


def test_a_learner_who_has_answered_nothing_cannot_hand_in(newcomer: Visitor) -> None:
    page = newcomer.get(f"{MODULE}/hand-in")
    assert re.search(r'<button type="button"[^>]*aria-disabled="true" aria-describedby="not-yet">.*Aflever nu', page.text)
    assert "Du kan aflevere, når du har svaret på mindst én af opgaverne." in page.in_danish()
    assert "<form" not in page.text.partition("<main")[2]
    answer = newcomer.post(f"{MODULE}/hand-in")
    assert answer.status == 422
    assert "Der er ikke svaret på nogen opgave endnu." in answer.in_danish()
    assert "No task has been answered yet." in answer.text


def test_a_learner_hands_in_gets_a_receipt_and_may_hand_in_again(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module)
    newcomer.get(f"{MODULE}/hand-in")
    first, second = (newcomer.post(f"{MODULE}/hand-in", after=known) for known in ("0", "1"))
    receipts = [submission.receipt for submission in store.submissions.of(newcomer.username)]  # type: ignore[attr-defined]
    assert len(receipts) == 2
    for answer, receipt in zip((first, second), receipts, strict=True):
        assert answer.status == 200
        assert receipt in answer.text
        assert re.search(r"\d{1,2}\. \w+ 20\d\d kl\. \d\d\.\d\d", answer.in_danish())
    assert "Afleveret" in newcomer.get().in_danish()


def test_reloading_the_receipt_hands_nothing_in(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module)
    newcomer.get(f"{MODULE}/hand-in")
    answer = newcomer.post(f"{MODULE}/hand-in", follow=False)
    assert (answer.status, answer.headers["Location"]) == (303, f"/{MODULE}/receipt/1")
    newcomer.get(f"{MODULE}/receipt/1")
    assert len(store.submissions.of(newcomer.username)) == 1  # type: ignore[attr-defined]


def test_pressing_again_when_no_receipt_came_shows_the_receipt_of_the_first_press(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module)
    form = dict(re.findall(r'name="(after)" value="(\d+)"', newcomer.get(f"{MODULE}/hand-in").text))
    answers = [newcomer.post(f"{MODULE}/hand-in", follow=False, **form) for _ in range(2)]
    assert [one.headers["Location"] for one in answers] == [f"/{MODULE}/receipt/1"] * 2
    assert len(store.submissions.of(newcomer.username)) == 1  # type: ignore[attr-defined]


def test_feedback_waits_for_the_trainer(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module)
    newcomer.get(f"{MODULE}/hand-in")
    newcomer.post(f"{MODULE}/hand-in")
    assert "ikke rettet endnu" in newcomer.get(f"{MODULE}/feedback/1").in_danish()
    assert newcomer.get(f"{MODULE}/feedback/2").status == 404


def test_a_learner_reads_her_own_answer_the_result_and_the_trainers_words(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module)
    newcomer.get(f"{MODULE}/hand-in")
    newcomer.post(f"{MODULE}/hand-in")
    give_back(store, newcomer, module)
    page = newcomer.get(f"{MODULE}/feedback/1")
    assert "Svar fra din underviser" in newcomer.get().in_danish()
    assert "Tænk på, hvem der ellers hører med." in page.in_danish()
    assert "Niveau 3 af 4" in page.in_danish()
    assert "Godt set &lt;i&gt;her&lt;/i&gt;" in page.text
    assert "Jeg spørger &lt;b&gt;først&lt;/b&gt;" in page.text
    assert "Delvist rigtigt" in page.in_danish()


def test_a_learner_whose_work_is_all_marked_is_not_told_to_wait_for_it(newcomer: Visitor, store: Store) -> None:
    everything = catalogue(settings.modules())
    for one in everything:
        assert "når der kommer svar" not in newcomer.get().in_danish()
        answer_all(store, newcomer, one)
        newcomer.get(f"module/{one.id}/hand-in")
        newcomer.post(f"module/{one.id}/hand-in")
    assert "når der kommer svar" in newcomer.get().in_danish()
    for one in everything:
        give_back(store, newcomer, one)
    page = newcomer.get().in_danish()
    assert "når der kommer svar" not in page
    assert "Se dine niveauer" in page


def test_feedback_comes_in_the_order_of_the_page(newcomer: Visitor, module: Module, store: Store) -> None:
    answer_all(store, newcomer, module)
    newcomer.get(f"{MODULE}/hand-in")
    newcomer.post(f"{MODULE}/hand-in")
    give_back(store, newcomer, module, reverse=True)
    shown = re.findall(r'<li class="card result[^"]*" id="([^"]+)"', newcomer.get(f"{MODULE}/feedback/1").text)
    assert shown == [task.id for task in contract.tasks_on(module, module.graded_page)]


def test_one_learner_never_sees_anothers_feedback(newcomer: Visitor, module: Module, store: Store, visitor: Who) -> None:
    answer_all(store, newcomer, module)
    newcomer.get(f"{MODULE}/hand-in")
    newcomer.post(f"{MODULE}/hand-in")
    give_back(store, newcomer, module)
    assert visitor("per").get(f"{MODULE}/feedback/1").status == 404


def test_levels_are_explained_by_their_evidence(newcomer: Visitor, module: Module, store: Store) -> None:
    before = newcomer.get("levels").in_danish()
    assert "ikke fået noget rettet endnu" in before
    assert f"Korteste vej: aflever {module.about.title.da}" in before
    for _ in range(2):
        if not store.submissions.of(newcomer.username):  # type: ignore[attr-defined]
            answer_all(store, newcomer, module)
        newcomer.get(f"{MODULE}/hand-in")
        newcomer.post(f"{MODULE}/hand-in", after=str(len(store.submissions.of(newcomer.username))))  # type: ignore[attr-defined]
        assert f"venter på at blive rettet: {module.about.title.da}" in newcomer.get("levels").in_danish()
        give_back(store, newcomer, module)
        if len(store.submissions.of(newcomer.username)) == 1:  # type: ignore[attr-defined]
            page = newcomer.get("levels")
            assert "Foreløbigt:" in page.in_danish()
            assert "Korteste vej: svar igen på opgaverne i" in page.in_danish()
            assert f'module/{module.id}/{module.graded_page.stem}">' in page.text
    page = newcomer.get("levels")
    assert "Sikkert:" in page.in_danish()
    assert "Et niveau er foreløbigt, så længe" in page.in_danish()
    assert "tæller 65 %" in page.in_danish()
    assert "tæller 35 %" in page.in_danish()
    assert "lægger de fire tal sammen" in page.in_danish()
    assert module.graded_tasks[0].title.da in page.in_danish()
    assert '<svg class="plot" role="img"' in page.text
    assert "<style" not in page.text
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


def to_try(page: str) -> list[str]:
    """What a page of next steps proposes to try this week."""
    return [unescape(words).strip() for words in re.findall(r"Prøv i denne uge:(.*?)Er alle opgaver løst", page)]


def test_her_next_steps_say_what_to_try_this_week_and_no_more_once_she_has_tried_it(newcomer: Any, visitor: Who, store: Store) -> None:
    store.people.put(Person(newcomer.username, "Nye Nina", "raadgiver", "test-nord", example=True))
    there = [load_module(folder) for folder in settings.modules().glob("[0-9]-*")]
    proposed = {page.tomorrow.short.da: (one.id, page.stem) for one in there for page in one.about.pages if page.tomorrow}
    first, *rest = to_try(newcomer.get("next").in_danish())
    assert {first, *rest} <= set(proposed)
    store.tried.save(newcomer.username, proposed[first], "Det gik bedre, end jeg troede.", 0)
    assert first not in to_try(newcomer.get("next").in_danish())
    assert first in to_try(visitor("lis").get(f"team/{newcomer.username}/talk").in_danish()), "what she has tried is hers alone"


def test_the_first_paint_is_in_the_language_the_reader_chose(newcomer: Visitor) -> None:
    page = newcomer.get("about", Cookie=newcomer.cookie_header() + "; kompetencevej-language=en; kompetencevej-theme=dark").text
    assert '<html lang="en" data-lang="en" data-theme="dark">' in page
    assert "<title" in page
    assert ">About the course · Kompetencevej</title>" in page


def test_a_strange_cookie_is_no_language(newcomer: Visitor) -> None:
    page = newcomer.get("about", Cookie=newcomer.cookie_header() + '; kompetencevej-language="><script>; kompetencevej-theme=neon').text
    assert '<html lang="da" data-lang="da">' in page


@pytest.mark.parametrize(
    "address",
    ["", "levels", "talk", "next", "about", "statement", MODULE, f"{MODULE}/1-vaelg-moedeform", f"{MODULE}/hand-in", "nothing-here"],
)
def test_every_page_has_one_heading_landmarks_and_a_way_past_the_header(newcomer: Visitor, address: str) -> None:
    page = newcomer.get(address).text
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert 'class="skip" href="#content"' in page
    assert page.count(' lang="da"') == page.count(' lang="en"') + 1, "every text stands in both languages; the one more is the page's own"


def test_no_id_and_no_word_of_the_machines_reaches_a_danish_page(newcomer: Any, visitor: Who, store: Store, module: Module) -> None:
    store.people.put(Person(newcomer.username, "Nye Nina", "raadgiver", "test-nord", example=True))
    answer_all(store, newcomer, module)
    store.submissions.hand_in(newcomer.username, module)
    give_back(store, newcomer, module)
    manager = visitor("lis")
    asked = [(newcomer, one) for one in ("", MODULE, f"{MODULE}/receipt/1", f"{MODULE}/feedback/1", "levels", "privacy", "talk", "next")]
    asked += [
        (manager, one)
        for one in ("team", f"team/{newcomer.username}", f"team/{newcomer.username}/talk", "teams/test-nord/meeting", "levels")
    ]
    raw = (
        {one.id for one in framework().competences}
        | {one.id for one in roles().roles} - {"leder", "superbruger"}  # two ids that are words which colleagues use
        | {one.id for one in module.graded_tasks}
    )
    raw |= {
        *Outcome,
        "handed-in",
        "handed_in",
        "marked",
        "going",
        "unknown",
        "short",
        "reached",
        "provisional",
        "True",
        "False",
        "None",
        "undefined",
    }
    for who, address in asked:
        page = who.get(address)
        assert page.status == 200, address
        words = {word.strip(".,:;()»«") for word in page.in_danish().split()}
        assert words & raw == set(), address
