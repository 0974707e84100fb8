"""The whole course, from the first click to the certificate: two colleagues, a trainer and a manager."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from course import contract
from course.framework import MAX_LEVEL
from course.kinds.text import TextTask
from grading.assessment import load_assessment
from tests.actors import Visitor
from tests.browser.actors import GRADED, MODULE, SOON, KeyboardLearner, Learner, module, reference_answers
from tests.browser.conftest import PHONE, windows
from tests.browser.service import Service
from tests.browser.test_accessibility import violations
from tests.pictures import picture

LATE = 120_000  # milliseconds; a whole marking run fits within
COURSE = ("0-introduktion", MODULE, "2-anskaffelse", "3-faglighed", "4-opsamling")
EVA, ME = "Eva Efterår", "Dig selv"
HAND_INS = [*((EVA, id, 4) for id in COURSE), (ME, MODULE, 2)]
COMMENT = "Du lader Camilla selv fortælle."


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    """The right answers: module → task → answer."""
    return {id: reference_answers(id) for id in COURSE}


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Any]:
    """Open a window of somebody's own, in which nothing may go wrong unseen."""
    wrong: list[str] = []

    def _visit(username: str, device: dict[str, Any] | None = None, address: str | None = "") -> Page:
        page: Page = opener(username, device, None)
        page.context.on("console", lambda said: wrong.extend(complaint(said)))
        page.context.on("weberror", lambda said: wrong.append(str(said.error)))
        if address is not None:
            page.goto(service.base + address)
        return page

    with windows(browser, service) as opener:
        yield _visit
    assert wrong == []


def complaint(said: ConsoleMessage) -> list[str]:
    """What went wrong, where that is told; formgrader has no icon, which a browser asks for by itself."""
    where = said.location["url"]
    return [f"{said.text} {where}"] if said.type == "error" and not where.endswith("/favicon.ico") else []


def test_she_begins_with_the_introduction_and_reads_what_the_certificate_asks(visit: Any) -> None:
    page = visit("eksempel-eva", PHONE)
    picture(page, "phone-start")
    begin = page.get_by_role("link", name="Begynd her")
    expect(begin).to_have_attribute("href", re.compile("module/0-introduktion/1-det-der-rammer-mig$"))
    expect(page.locator("main")).to_contain_text("Når du har afleveret alle moduler og fået svar på dem, kan du hente et kursusbevis.")


def test_on_a_phone_she_takes_the_module_about_conversations_and_hands_it_in(
    visit: Any, service: Service, answers: dict[str, dict[str, Any]]
) -> None:
    learner = Learner(visit("eksempel-eva", PHONE), service.base)
    page = learner.page

    # a practice task explains at once, and everything is there after a reload
    page.locator("section", has_text="Moduler").get_by_role("link", name="Virtuelle samtaler").click()
    page.get_by_role("link", name="Begynd modulet").click()
    expect(page.locator("section.kv-task").first).to_be_visible(timeout=SOON)
    wrong = next(option.id for option in module().tasks["kanal-tallene"].options if not option.right)  # type: ignore[attr-defined]
    learner.choose("kanal-tallene", [wrong])
    learner.task("kanal-tallene").get_by_role("button", name="Tjek svaret").click()
    expect(learner.task("kanal-tallene").locator(".kv-why")).to_contain_text("Ikke helt", timeout=SOON)
    page.reload()
    expect(learner.task("kanal-tallene").locator(f'input[value="{wrong}"]')).to_be_checked(timeout=SOON)
    expect(learner.task("kanal-tallene").locator(".kv-why")).to_contain_text("Ikke helt")

    # the plan becomes a document to take to work
    learner.open_page("2-forbered-rammen")
    learner.task("min-ramme").locator("textarea").first.fill("Et stille rum og døren lukket.")
    with page.expect_download(timeout=SOON) as download:
        learner.task("min-ramme").get_by_role("button", name=re.compile("Word")).click()
    assert download.value.suggested_filename.endswith(".docx")

    # a conversation to its end, in which the way back works
    learner.open_page("3-led-samtalen")
    talk = learner.task("samtale-mikkel")
    talk.get_by_role("button", name="Begynd samtalen").click()
    talk.locator(".kv-reply").first.click()
    talk.get_by_role("button", name="Gå et skridt tilbage").click()
    expect(talk.get_by_role("button", name="Gå et skridt tilbage")).to_have_count(0)
    for _ in range(20):
        if talk.locator(".kv-outcome").count():
            break
        before = talk.locator(".kv-line-mine").count()
        talk.locator(".kv-reply").first.click()
        expect(talk.locator(".kv-line-mine")).to_have_count(before + 1, timeout=SOON)
    expect(talk.locator(".kv-outcome")).to_be_visible()
    picture(page, "phone-debrief")

    # the graded tasks; the check before hand-in names the one that is missing
    learner.open_page(GRADED)
    left_out = "ledelse-samtalens-gang"
    learner.answer_all({task: value for task, value in answers[MODULE].items() if task != left_out})
    picture(page, "phone-graded")
    learner.open(f"module/{MODULE}/hand-in")
    missing = module().tasks[left_out].title.da
    expect(page.get_by_role("link", name=missing)).to_be_visible()
    page.get_by_role("link", name=missing).click()
    expect(learner.task(left_out)).to_be_visible(timeout=SOON)
    learner.answer(left_out, answers[MODULE][left_out])

    learner.hand_in()
    learner.hand_in()
    expect(page).to_have_url(re.compile("/receipt/2$"))
    picture(page, "phone-receipt")


@pytest.mark.parametrize("id", [id for id in COURSE if id != MODULE])
def test_she_takes_the_other_modules_page_by_page_and_hands_them_in(
    id: str, visit: Any, service: Service, answers: dict[str, dict[str, Any]]
) -> None:
    learner = Learner(visit("eksempel-eva", address=None), service.base, id)
    for page in learner.module.about.pages:
        learner.open_page(page.stem)
        for task in contract.tasks_on(learner.module, page):
            expect(learner.task(task.id)).to_be_visible()
    learner.answer_all(answers[id])
    learner.hand_in()


def test_a_colleague_takes_the_graded_tasks_by_keyboard_alone(visit: Any, service: Service, answers: dict[str, dict[str, Any]]) -> None:
    learner = KeyboardLearner(visit("mig", address=None), service.base)
    learner.open_page(GRADED)
    for task in contract.tasks_on(learner.module, learner.module.graded_page):
        learner.answer(task.id, answers[MODULE][task.id] if task.id != "kanal-foerste-samtale" else ["telefon"])
    learner.hand_in()


def test_the_trainer_marks_and_gives_feedback(visit: Any, service: Service) -> None:
    page = visit("eksempel-underviser", address="trainer")
    page.get_by_role("button", name="1. Hent og ret").click()
    expect(page.get_by_role("button", name="1. Hent og ret")).to_be_visible(timeout=LATE)
    waiting = page.locator("tbody tr").filter(has_text=re.compile(f"{ME}|{EVA}"))
    expect(waiting).to_have_count(len(HAND_INS))
    for task in (task for id in COURSE for task in module(id).graded_tasks if isinstance(task, TextTask)):
        expect(waiting.filter(has_text=task.title.da).first).to_be_visible()
    picture(page, "trainer-waiting")

    page.get_by_text("nbgraders eget rettevindue").click()
    page.get_by_role("button", name="Gør rettevinduet klar").click()
    with page.context.expect_page() as opened:
        page.locator("a#formgrader").click()
    for who, id, level in HAND_INS:
        give_points(opened.value, who, id, level)

    page.get_by_role("link", name="Send alle, der er klar").click()
    page.get_by_role("button", name=re.compile(r"Send til \d+")).click()
    expect(page.get_by_role("link", name="Send alle, der er klar")).to_be_visible(timeout=LATE)
    page.get_by_role("link", name="Tilbagemelding sendt").click()
    expect(waiting.filter(has_text="Tilbagemelding sendt")).to_have_count(len(HAND_INS))


def give_points(marking: Page, who: str, id: str, level: int) -> None:
    """Read somebody's texts in formgrader, and give a level for each and a comment."""
    taken, worth, written = module(id), load_assessment(module(id)).points, reference_answers(id)
    marking.goto(f"{marking.url.split('/formgrader')[0]}/formgrader/gradebook/{id}/{taken.graded_page.stem}")
    # formgrader hides names until one asks for them
    link = marking.locator("table a", has_text=re.compile("|".join([who, ".*".join(reversed(who.split()))]))).first
    with marking.expect_response(re.compile("/api/comments")):  # the last that formgrader asks for before one can mark
        link.dispatch_event("click")
    for task in (task.id for task in taken.graded_tasks if isinstance(task, TextTask)):
        expect(marking.get_by_text(written[task].splitlines()[0]).first).to_be_visible()
        score = marking.locator(f"input.score[id='{task}']")
        with marking.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
            score.fill(f"{worth(task) * level / MAX_LEVEL:g}")
            score.blur()
    comment = marking.locator("textarea.comment").first
    with marking.expect_response(lambda response: "/api/comment/" in response.url and response.request.method == "PUT"):
        comment.fill(COMMENT)
        comment.blur()


def test_she_reads_the_feedback_on_every_module_and_sees_the_level_move(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva", PHONE), service.base)
    page = learner.page
    page.get_by_role("link", name="Virtuelle samtaler").first.click()
    expect(page).to_have_url(re.compile("/feedback/2$"))
    learner.sees(COMMENT)
    picture(page, "phone-feedback")
    for id in (id for id in COURSE if id != MODULE):
        learner.open(f"module/{id}/feedback/1")
        learner.sees(COMMENT)
        told = page.locator("main").inner_text()
        assert [task.title.da for task in module(id).graded_tasks if task.title.da not in told] == []
    learner.open("levels")
    row = page.locator("tr", has_text="Skabe tillid på skærm").first
    expect(row).to_contain_text("4")
    expect(row).to_contain_text("Målet er nået")


def test_she_downloads_a_certificate_that_says_what_her_levels_say(visit: Any, service: Service) -> None:
    page = visit("eksempel-eva", PHONE)
    picture(page, "phone-end")
    assert violations(page) == []
    with page.expect_download(timeout=SOON) as download:
        page.get_by_role("link", name="Hent dit kursusbevis").locator("visible=true").click()
    assert download.value.suggested_filename == "Kursusbevis.pdf"
    said = written_in(download.value.path().read_bytes())
    assert f"Kursusbevis for {EVA}" in said
    assert [title for id in COURSE if (title := module(id).about.title.da) not in said] == []
    page.goto(f"{service.base}levels")
    picture(page, "phone-levels")
    assert violations(page) == []
    shown = page.locator("table.levels tbody tr").filter(has=page.locator(".meter"))
    for row in shown.all():
        name, level = row.locator("th [lang=da]").inner_text(), row.locator("td").nth(1).locator("b [lang=da]").inner_text()
        assert f"{name} {level} af {MAX_LEVEL}: " in said
    assert said.count(f" af {MAX_LEVEL}: ") == shown.count() > len(COURSE)


def written_in(content: bytes) -> str:
    """The words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def test_the_second_colleague_is_told_why_but_not_the_key_and_what_she_lacks(visit: Any, service: Service) -> None:
    learner = Learner(visit("mig"), service.base)
    learner.sees("Du kan hente dit kursusbevis, når modul 0, 2, 3 og 4 er afleveret og rettet.")
    learner.open(f"module/{MODULE}/feedback/1")
    task = module().tasks["kanal-foerste-samtale"]
    learner.sees(task.title.da)
    shown = learner.page.locator("main").inner_text()
    options = {option.id: option.text.da for option in task.options}  # type: ignore[attr-defined]
    assert options["telefon"] in shown
    assert options["ses-foerst"] not in shown


def test_the_manager_sees_what_the_team_lacks_and_what_to_do_and_nothing_of_the_texts(
    visit: Any, service: Service, answers: dict[str, dict[str, Any]]
) -> None:
    page = visit("eksempel-leder", address=None)
    private = [COMMENT, *(text.splitlines()[0] for own in answers.values() for text in own.values() if isinstance(text, str))]
    assert len(private) > len(COURSE)
    for address in ("team/eksempel-eva", "team"):
        page.goto(service.base + address)
        expect(page.locator("main")).to_contain_text(EVA)
        shown = page.content()
        assert [text for text in private if text in shown] == []
    row = page.locator("tr", has=page.get_by_role("rowheader").filter(has_text=EVA)).first
    expect(row).to_contain_text("Målet er nået")
    lacking = page.locator("tr", has=page.get_by_role("rowheader").filter(has_text=ME)).first
    expect(lacking).to_contain_text(re.compile(r"niveau(er)? til målet"))
    expect(page.locator("main")).to_contain_text(re.compile(r"\d af \d mangler noget"))
    picture(page, "team")


@pytest.mark.parametrize("address", ["team", "trainer", "team/eksempel-anna", "team/levels.csv"])
def test_a_colleague_cannot_look_at_the_team_or_the_marking(service: Service, address: str) -> None:
    answer = Visitor(service.base).come_in(service.address).become("eksempel-eva").get(address)
    assert answer.status in (403, 404)
    assert "Andetsted" not in answer.text.split("<main")[1].split("</main>")[0]


def test_nobody_else_can_fetch_a_certificate_that_is_not_earned(service: Service) -> None:
    answer = Visitor(service.base).come_in(service.address).become("eksempel-leder").get("certificate.pdf?language=da")
    assert answer.status == 404
    assert "kan du hente et kursusbevis" in answer.in_danish()
