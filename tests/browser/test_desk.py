"""A trainer marks a pile of texts at her desk, by keyboard, beside a colleague, and through whatever goes wrong."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course import settings
from course.modules import catalogue, load_module
from course.store import Person, Result, Store, open_store
from course.store.hand_in_files import HandInFile
from grading import collect as collecting
from grading import gradebook
from grading import mark as marking
from grading.rubric import graded_texts
from tests.browser.actors import GRADED, MODULE, SOON, reference_answers
from tests.browser.conftest import windows
from tests.browser.service import Service
from tests.browser.test_accessibility import look_at
from tests.house import point_to
from tests.pictures import picture

TASK, OTHER = "relation-det-usagte-tekst", "2-anskaffelse"
PILE = f"desk/texts/{MODULE}/{TASK}"
CALIBRATION = f"desk/calibration/{MODULE}/{TASK}"
PHRASE = "Du skriver »…«. Hvad ville hun svare?"
TINE, HANNE = "eksempel-underviser", "eksempel-hanne"
SCREENS = ((1280, 720), (1366, 768), (1440, 900))
LEARNERS = tuple(f"eksempel-{number}" for number in range(1, 9))


@pytest.fixture(scope="module")
def store(service: Service) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{service.home / 'course.db'}")
    yield opened
    opened.database.close()


@pytest.fixture(scope="module", autouse=True)
def at_home(service: Service) -> Iterator[None]:
    """Grading finds the service's home."""
    with pytest.MonkeyPatch.context() as patch:
        point_to(patch, service.home, settings.modules(), settings.grading())
        yield


@pytest.fixture(scope="module", autouse=True)
def handed_in(service: Service, store: Store, at_home: None) -> None:
    """Eight more colleagues have handed in, and the machine has marked them; Hanne is a second trainer."""
    module = load_module(service.home / "release" / MODULE)
    store.people.put(Person(HANNE, "Hanne (eksempel)", "superbruger", trainer=True, example=True))
    for number, learner in enumerate(LEARNERS):
        store.people.put(Person(learner, f"Kollega {number}", "raadgiver", team="Syd", example=True))
        for task, value in reference_answers().items():
            store.answers.save(learner, module, task, value if task != TASK else f"Tekst nummer {number}. Jeg ser, at du kigger væk.", 0)
        store.submissions.hand_in(learner, module)
    first = store.submissions.of(LEARNERS[0])[0]
    for number, (name, login) in enumerate((("Kollega 1", LEARNERS[1]), ("kollega 2", ""), ("Mette Holm", "mette@kommune.dk"))):
        kept = (MODULE, module.version, first.answers, first.handed_in_at, TINE, first.handed_in_at)
        store.hand_in_files.keep(HandInFile(str(number), "", name, login, *kept))
    assert [one.problem for one in collecting.collect(module, store) if one.problem] == []
    assert [one.problems for one in marking.mark(module, store) if one.problems] == []


@pytest.fixture
def trainer(browser: Any, service: Service) -> Iterator[Callable[..., Page]]:
    """Opens a trainer's window: trainer(HANNE)."""
    with windows(browser, service) as visit:

        def opened(who: str = TINE, address: str = PILE) -> Page:
            page: Page = visit(who, address=address)
            return page

        yield opened


@pytest.fixture
def marked(store: Store) -> Callable[[str], gradebook.Grade]:
    """What the gradebook says of the text with this address."""

    def found(address: str) -> gradebook.Grade:
        submission = store.submissions.get(id_of(address))
        assert submission is not None
        return gradebook.grades(MODULE, GRADED)[submission.learner][TASK]

    return found


def id_of(address: str) -> int:
    return int(address.partition("#")[0].rsplit("/", 1)[1])


def next_text(page: Page, button: str = "Ret den næste") -> str:
    """Take the next text; returns its address."""
    page.get_by_role("button", name=button).click()
    page.wait_for_url(re.compile(r"/\d+#text$"))
    return page.url


def says_saved(page: Page) -> None:
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "saved", timeout=SOON)


def test_she_marks_with_the_keyboard_alone_goes_on_and_undoes(trainer: Any, marked: Any) -> None:
    page = trainer()
    first = next_text(page)
    expect(page.locator("[data-answer]")).to_contain_text("Jeg")
    expect(page.locator("main").get_by_text("Kollega")).to_have_count(0)
    expect(page.get_by_text("Får svaret øje på det, Camilla ikke siger").first).to_be_visible()
    expect(page.locator("#anchor-4")).to_be_in_viewport()
    page.keyboard.press("3")
    expect(page.get_by_role("radio", name=re.compile("^3|Du siger, hvad du ser"))).to_be_checked()
    assert page.evaluate("document.activeElement.id") == "level-3"
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "comment":
        page.keyboard.press("Tab")
    page.keyboard.type("Du ser 3 ting.")  # a digit in a comment is a digit
    expect(page.locator("#level-3")).to_be_checked()
    says_saved(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda address: address != first and address.endswith("#text"))
    given = marked(first)
    assert (given.manual, given.waits, given.comment, given.extra) == (3.0 * given.max_points / 4, False, "Du ser 3 ting.", 0.0)
    second = page.url
    page.locator("#comment").fill("Halvt skrevet, da")
    page.get_by_role("button", name="Fortryd den forrige").click()
    page.wait_for_url(first)
    assert (marked(first).manual, marked(first).waits, marked(first).comment) == (None, True, "")
    expect(page.locator("#comment")).to_have_value("Du ser 3 ting.")  # to be mended and given again
    page.keyboard.press("2")
    expect(page.locator("#level-2")).to_be_checked()
    page.get_by_role("button", name="Giv, og tag den næste").click()
    page.wait_for_url(second)
    assert marked(first).manual == 2.0 * given.max_points / 4
    expect(page.locator("#comment")).to_have_value("Halvt skrevet, da")
    page.locator("#comment").fill("")
    says_saved(page)


def test_the_situation_and_every_anchor_stay_in_view_wherever_she_scrolls(trainer: Any, service: Service) -> None:
    others = [f"{module.id}/{task}" for module in catalogue(service.home / "release") for task in graded_texts(module) if task != TASK]
    assert len(others) >= 10
    page = trainer()
    page.emulate_media(reduced_motion="reduce")  # or it scrolls for a while
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(service.base + PILE)
        next_text(page)
        stays_in_view(page, f"a text, {width} x {height}")
        picture(page, f"desk-text-bottom-{width}")
    for text in others:  # its texts to try oneself on stand on a page like that of a text, and need no hand-in
        page.goto(f"{service.base}desk/calibration/{text}")
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            page.locator("form.desk").evaluate("form => form.scrollIntoView()")
            stays_in_view(page, f"{text}, {width} x {height}")


RATIO_IN_VIEW = """elements => Promise.all(elements.map((one) => new Promise((told) => {
    const watch = new IntersectionObserver(([seen]) => [watch.disconnect(), told([one.id, seen.intersectionRatio])]);
    watch.observe(one);
})))"""


def stays_in_view(page: Page, what: str) -> None:
    """As it opens and at the very bottom: the situation and the rubric's question are there, and each of the five anchors whole."""
    for _ in range(2):
        (_, situation), *_ = page.locator(".desk-situation > p:visible").evaluate_all(RATIO_IN_VIEW)
        assert situation > 0, what
        (_, question), *anchors = page.locator(".desk-question, [id^=anchor-]").evaluate_all(RATIO_IN_VIEW)
        assert question >= 0.99, what
        assert {id for id, ratio in anchors if ratio >= 0.99} == {f"anchor-{level}" for level in range(5)}, what
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


def test_the_keys_can_be_switched_off(trainer: Any) -> None:
    page = trainer()
    next_text(page)
    page.get_by_label("Taster:").uncheck()
    page.locator("h1").click()
    page.keyboard.press("4")
    expect(page.locator("#level-4")).not_to_be_checked()
    page.reload()
    expect(page.get_by_label("Taster:")).not_to_be_checked()
    page.get_by_label("Taster:").check()


def test_a_phrase_is_found_by_typing_and_takes_the_learners_words(trainer: Any, service: Service, marked: Any) -> None:
    page = trainer()
    at = next_text(page)
    page.locator("#comment").fill(PHRASE)
    page.locator("#level-2").check()
    page.get_by_text("Gem kommentaren som vending").click()
    page.get_by_role("button", name="Gem vendingen").click()
    page.wait_for_url(re.compile("#comment$"))
    expect(page.locator("#comment")).to_have_value(PHRASE)
    page.get_by_role("button", name="Giv, og tag den næste").click()
    expect(page.locator("[data-status]")).to_contain_text("Der er en åben plads »…« i kommentaren")
    assert marked(at).manual is None
    page.locator("#comment").fill("")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("ville hun svare")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").locator("visible=true")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("^phrase-"))
    page.keyboard.press("Enter")
    expect(page.locator("#comment")).to_have_value(PHRASE)
    page.keyboard.type("du kigger væk")  # the open place is selected
    expect(page.locator("#comment")).to_have_value(PHRASE.replace("…", "du kigger væk"))
    page.locator("#comment").fill("")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('[data-answer]'))")
    words = page.locator("[data-answer]").inner_text()
    box.click()
    page.get_by_role("option").filter(has_text="Hvad ville hun svare").click()
    expect(page.locator("#comment")).to_have_value(PHRASE.replace("…", words))
    page.get_by_role("button", name="Giv, og tag den næste").click()
    page.wait_for_url(lambda address: address != at and address.endswith("#text"))
    assert marked(at).comment == PHRASE.replace("…", words)
    page.goto(f"{service.base}desk/phrases")
    page.get_by_role("button", name="Del den").click()
    expect(page.get_by_role("button", name="Del den ikke mere")).to_be_visible()
    hanne = trainer(HANNE)
    next_text(hanne)
    hanne.get_by_role("combobox").click()
    expect(hanne.get_by_role("option").filter(has_text="en kollegas")).to_contain_text("Hvad ville hun svare")


def test_two_trainers_get_different_texts_and_see_who_has_which(trainer: Any, marked: Any) -> None:
    tine, hanne = trainer(), trainer(HANNE)
    hers = next_text(tine)
    assert next_text(hanne) != hers
    hanne.goto(hers)
    expect(hanne.get_by_text("har taget teksten")).to_be_visible()
    expect(hanne.locator(".desk-note")).to_contain_text("Ulla Underviser")
    hanne.locator("#comment").fill("Fra Hanne")
    expect(hanne.locator("[data-status]")).to_contain_text("har taget teksten", timeout=SOON)
    hanne.keyboard.press("Control+Enter")
    expect(hanne.locator("[data-status]")).to_contain_text(re.compile("Vælg et niveau|har taget teksten"))
    assert marked(hers).manual is None


def test_a_browser_that_is_closed_in_the_middle_of_a_comment_loses_nothing(trainer: Any) -> None:
    page = trainer()
    at = next_text(page)
    page.locator("#comment").fill("Du begynder med noget, man kan se, og")
    page.close(run_before_unload=False)
    again = trainer()
    assert next_text(again) == at
    expect(again.locator("#comment")).to_have_value("Du begynder med noget, man kan se, og")


def test_a_gradebook_that_is_away_for_ten_seconds_is_told_and_then_gets_it(trainer: Any, service: Service, marked: Any) -> None:
    page = trainer()
    at = next_text(page)
    page.locator("#level-4").check()
    page.locator("#comment").fill("Du holder det åbent.")
    says_saved(page)
    book, away = service.home / "gradebook.db", service.home / "gradebook.away"
    book.rename(away)
    page.get_by_role("button", name="Giv, og tag den næste").click()
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "away", timeout=SOON)
    page.wait_for_timeout(10_000)
    expect(page.locator("#comment")).to_have_value("Du holder det åbent.")
    away.rename(book)
    page.wait_for_url(lambda address: address != at, timeout=SOON)
    assert (marked(at).manual, marked(at).comment) == (marked(at).max_points, "Du holder det åbent.")


def test_names_come_when_she_asks_and_no_page_shows_code(trainer: Any) -> None:
    page = trainer()
    next_text(page)
    names = re.compile(r"(Kollega|Test) \d|\(eksempel\)")
    expect(page.locator("main").get_by_text(names)).to_have_count(0)
    page.get_by_role("link", name="Vis navn").click()
    expect(page.get_by_role("link", name="skjul navn")).to_be_visible()
    expect(page.locator(".desk-place")).to_contain_text(names)
    for sign in ("grade_id", "BEGIN", "def ", "import ", "Full credit", "xtra credit"):
        assert sign not in page.locator("main").inner_text()


@pytest.fixture(scope="module")
def far_apart(store: Store) -> str:
    """The address of a text to which two trainers gave levels far apart."""
    latest = store.submissions.latest(LEARNERS[-1], MODULE)
    assert latest
    store.second_marks.keep(latest.id, TASK, 4, 1)
    return f"{PILE}/{latest.id}"


@pytest.fixture(scope="module")
def figures(service: Service, store: Store) -> None:
    """Five colleagues have come back from another module, so that there are figures of its tasks."""
    module = load_module(service.home / "release" / OTHER)
    for number, learner in enumerate(LEARNERS[:5]):
        for task, value in reference_answers(OTHER).items():
            store.answers.save(learner, module, task, value, 0)
        texts = graded_texts(module)
        results = [
            Result(task.id, task.competence, task.level, level, 4, rubric_level=level if task.id in texts else None)
            for place, task in enumerate(module.graded_tasks)
            for level in [(number + place) % 5]
        ]
        store.submissions.publish(store.submissions.hand_in(learner, module).id, results)


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    "address", ["desk", PILE, "desk/phrases", "desk/items", "desk/files", "text", "desk/agreement", "both", CALIBRATION]
)
def test_the_desk_is_for_everybody(trainer: Any, far_apart: str, address: str) -> None:
    page = trainer(address={"text": PILE, "both": far_apart}.get(address, address))
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]))
    if address == "text":
        next_text(page)
        page.get_by_role("combobox").click()
    if address == "desk/items":
        expect(page.locator("svg.plot:visible")).to_have_count(1)
        page.locator("details.evidence").evaluate_all("all => all.forEach((one) => (one.open = true))")
    page.emulate_media(reduced_motion="reduce")
    for language in ("en", "da"):
        page.locator(f'[data-set-language="{language}"]').click()
        picture(page, f"desk-{address}-{language}")
        look_at(page)
    assert hosts <= {"localhost", "127.0.0.1"}


def test_she_tries_her_measure_with_the_keyboard_alone_and_then_it_is_offered_no_more(trainer: Any) -> None:
    page = trainer()
    page.get_by_role("link", name="Prøv målestokken på fire tekster").press("Enter")
    for number in range(1, 5):
        expect(page.get_by_text(f"tekst {number} af 4")).to_be_visible()
        expect(page.locator("#agreed")).to_have_count(0)
        expect(page.get_by_text("Tast 0–4 vælger niveau")).to_be_visible()
        page.keyboard.press("2")
        expect(page.locator("#level-2")).to_be_checked()
        page.keyboard.press("Enter")
        expect(page.locator("#agreed")).to_contain_text("Du gav niveau 2.")
        page.get_by_role("link", name=re.compile("Næste tekst|Se, hvordan det gik")).press("Enter")
    expect(page.get_by_role("heading", name="Sådan gik det")).to_be_visible()
    picture(page, "desk-calibration-result")
    page.get_by_role("link", name="Til teksterne, der venter").press("Enter")
    expect(page.get_by_text("Du har prøvet målestokken")).to_be_visible()
    expect(page.get_by_role("link", name="Prøv målestokken på fire tekster")).to_have_count(0)
    hanne = trainer(HANNE)
    expect(hanne.get_by_role("link", name="Prøv målestokken på fire tekster")).to_be_visible()


def go_to(page: Page, name: str) -> None:
    """Press the tab key until what is called so has the focus, which can be seen."""
    here = "document.activeElement"
    called = f"() => {here}.matches('a, button, input') ? [...({here}.labels ?? []), {here}].map((one) => one.innerText).join(' ') : ''"
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in page.evaluate(called):
            break
    assert name in page.evaluate(called)
    assert page.evaluate(f"() => getComputedStyle({here}).outlineStyle") != "none"


def test_she_finds_a_hand_in_and_sees_what_would_be_sent_with_the_keyboard_alone(trainer: Any) -> None:
    page = trainer(address="trainer")
    go_to(page, "Navn, brugernavn eller nr.")
    page.keyboard.type("kollega 6")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"words=kollega\+6.*#hand-ins$"))
    go_to(page, "Kollega 6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kollega 6", level=1)).to_be_visible()
    go_to(page, "Ret denne tekst")
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer]")).to_be_visible()
    page.go_back()
    go_to(page, "Ret opgaver")  # the menu
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/trainer$"))
    go_to(page, "3. Send alle, der er klar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Send tilbagemelding", level=1)).to_be_visible()
    expect(page.get_by_text("holdes tilbage").first).to_be_visible()
