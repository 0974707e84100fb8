"""From the first click to a moved level: two colleagues, a trainer and a manager."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course.kinds.text import TextTask
from tests.browser.actors import GRADED, MODULE, SOON, KeyboardLearner, Learner, module, reference_answers
from tests.browser.conftest import PHONE
from tests.browser.service import Service
from tests.pictures import picture

LATE = 120_000  # milliseconds; a whole marking run fits within


def hand_in(learner: Learner) -> None:
    """From the graded page to the receipt."""
    learner.open(f"module/{MODULE}/hand-in")
    learner.press(learner.page.locator("main form button"))
    expect(learner.page).to_have_url(re.compile("/receipt/"))


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    return reference_answers()


def test_a_colleague_on_a_phone_takes_the_module_and_hands_it_in(visit: Any, service: Service, answers: dict[str, Any]) -> None:
    learner = Learner(visit("mig", PHONE), service.base)
    page = learner.page
    picture(page, "phone-start")

    # a practice task explains at once, and everything is there after a reload
    begin = page.get_by_role("link", name="Begynd her")
    expect(begin).to_have_attribute("href", re.compile("module/0-introduktion/1-det-der-rammer-mig$"))
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
    for task, value in answers.items():
        if task != left_out:
            learner.answer(task, value)
    picture(page, "phone-graded")
    learner.open(f"module/{MODULE}/hand-in")
    missing = module().tasks[left_out].title.da
    expect(page.get_by_role("link", name=missing)).to_be_visible()
    page.get_by_role("link", name=missing).click()
    expect(learner.task(left_out)).to_be_visible(timeout=SOON)
    learner.answer(left_out, answers[left_out])

    hand_in(learner)
    learner.sees("Kvittering")
    hand_in(learner)
    expect(page).to_have_url(re.compile("/receipt/2$"))
    picture(page, "phone-receipt")


def test_a_colleague_takes_the_graded_tasks_by_keyboard_alone(visit: Any, service: Service, answers: dict[str, Any]) -> None:
    page = visit("eksempel-eva")
    learner = KeyboardLearner(page, service.base)
    learner.open_page(GRADED)
    for task, value in answers.items():
        learner.answer(task, value if task != "kanal-foerste-samtale" else ["telefon"])
    hand_in(learner)
    learner.sees("Kvittering")


def test_the_trainer_marks_and_gives_feedback(visit: Any, service: Service) -> None:
    page = visit("eksempel-underviser")
    page.goto(f"{service.base}trainer")
    page.get_by_role("button", name="Hent og ret").click()
    expect(page.get_by_role("button", name="Hent og ret")).to_be_visible(timeout=LATE)
    waiting = page.locator("tbody tr").filter(has_text=re.compile("Dig selv|Eva Efterår"))
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text(module().tasks["relation-det-usagte-tekst"].title.da)
    picture(page, "trainer-waiting")

    page.get_by_text("nbgraders eget rettevindue").click()
    page.get_by_role("button", name="Gør rettevinduet klar").click()
    page.get_by_text("nbgraders eget rettevindue").click()
    with page.context.expect_page() as opened:
        page.locator("a#formgrader").click()
    marking = opened.value
    marking.on("pageerror", lambda error: pytest.fail(f"formgrader: {error}"))
    for who, level in (("Dig selv", 4), ("Eva Efterår", 2)):
        give_points(marking, who, level)

    page.get_by_role("button", name="Send tilbagemelding").click()
    expect(page.get_by_role("button", name="Send tilbagemelding")).to_be_visible(timeout=LATE)
    for who in ("Dig selv", "Eva Efterår"):
        expect(page.locator("tbody tr", has_text=who)).to_contain_text("Tilbagemelding sendt")


def give_points(marking: Page, who: str, level: int) -> None:
    """Read somebody's texts in formgrader, and give a level and a comment for each."""
    marking.goto(marking.url.split("/formgrader")[0] + f"/formgrader/gradebook/{MODULE}/{GRADED}")
    # formgrader hides names until one asks for them
    link = marking.locator("table a", has_text=re.compile("|".join([who, ".*".join(reversed(who.split()))]))).first
    link.dispatch_event("click")
    marking.wait_for_load_state("networkidle")
    for task in (task.id for task in module().graded_tasks if isinstance(task, TextTask)):
        expect(marking.get_by_text(reference_answers()[task].splitlines()[0]).first).to_be_visible()
        score = marking.locator(f"input.score[id='{task}']")
        with marking.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
            score.fill(str(level))
            score.blur()
    comment = marking.locator("textarea.comment").first
    with marking.expect_response(lambda response: "/api/comment/" in response.url and response.request.method == "PUT"):
        comment.fill("Du lader Camilla selv fortælle.")
        comment.blur()


def test_the_first_colleague_reads_the_feedback_and_sees_the_level_move(visit: Any, service: Service) -> None:
    learner = Learner(visit("mig", PHONE), service.base)
    page = learner.page
    page.get_by_role("link", name="Virtuelle samtaler").first.click()
    expect(page).to_have_url(re.compile("/feedback/2$"))
    learner.sees("Du lader Camilla selv fortælle.")
    picture(page, "phone-feedback")
    learner.open("levels")
    row = page.locator("tr", has_text="Skabe tillid på skærm").first
    expect(row).to_contain_text("4")
    expect(row).to_contain_text("Målet er nået")


def test_the_second_colleague_is_told_why_but_not_the_key(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open(f"module/{MODULE}/feedback/1")
    task = module().tasks["kanal-foerste-samtale"]
    learner.sees(task.title.da)
    shown = learner.page.locator("main").inner_text()
    options = {option.id: option.text.da for option in task.options}  # type: ignore[attr-defined]
    assert options["telefon"] in shown
    assert options["ses-foerst"] not in shown


def test_the_manager_sees_the_team_move_and_what_to_do(visit: Any, service: Service) -> None:
    page = visit("eksempel-leder")
    page.goto(f"{service.base}team")
    row = page.locator("tr", has=page.get_by_role("rowheader").filter(has_text="Dig selv")).first
    expect(row).to_contain_text("Nået")
    picture(page, "team")


@pytest.mark.parametrize("address", ["team", "trainer", "team/eksempel-anna", "team.csv"])
def test_a_colleague_cannot_look_at_the_team_or_the_marking(visit: Any, service: Service, address: str) -> None:
    page = visit("eksempel-eva")
    answer = page.goto(service.base + address)
    assert answer.status in (403, 404)
    assert "Andetsted" not in page.locator("main").inner_text()
