"""People log in with their work account, at a real identity provider, whose groups say what they are in the course."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import create_engine, text

from deploy.one_machine.installation import COURSE, ROSTER, Installation
from deploy.one_machine.parts import until
from tests.browser.actors import Learner
from tests.hub.oidc import IRRELEVANT, LEARNER, MANAGER, TRAINER, Provider
from tests.hub.oidc.employee import SOON, Employee, a_browser
from tests.hub.oidc.looking import is_for_everybody
from tests.hub.prepared import enrol, with_login

PAGE = f"{COURSE}module/1-virtuelle-samtaler/1-vaelg-moedeform"
FORMGRADER = "/services/formgrader/formgrader/gradebook"
TASK, CHOSEN = "kanal-tallene", "virker"
MARKING, TEAM = "Ret opgaver", "Mit team"
ASK = "Spørg din nærmeste leder eller den, der står for kurset hos jer."
SECONDS = 60
Who = Callable[[str], Employee]


@pytest.fixture(scope="module")
def provider(breakable: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The identity provider with its accounts."""
    started = Provider(tmp_path_factory.mktemp("provider"), breakable.public)
    started.employs("Anna", LEARNER)
    started.employs("BO", LEARNER)
    started.employs("Trine", LEARNER, TRAINER)
    started.employs("Lone", LEARNER, MANAGER)
    started.employs("Clara", name="Clara Uden Rolle")
    started.employs("Viggo", LEARNER)
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="module")
def installation(breakable: Installation, provider: Provider) -> Installation:
    """The installation that asks this provider."""
    enrol(breakable, ROSTER)
    return with_login(breakable, provider.login(logout_url=provider.logout), KOMPETENCEVEJ_OIDC_SECRET=provider.secret)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with a_browser() as opened:
        yield opened


@pytest.fixture
def employee(chromium: Browser, installation: Installation) -> Iterator[Who]:
    """Somebody with a browser of her own: employee("Anna")."""
    met: list[Employee] = []

    def _employee(username: str) -> Employee:
        met.append(Employee(chromium, installation.public, username))
        return met[-1]

    yield _employee
    for one in met:
        one.context.close()


def test_the_hubs_address_leads_to_the_work_account_and_from_there_into_the_course(employee: Who) -> None:
    anna = employee("Anna")
    seen: list[str] = []
    anna.page.on("framenavigated", lambda frame: seen.append(frame.url))
    anna.comes_in()
    anna.sees("Anna (eksempel)")
    assert MARKING not in anna.menu()
    assert not any("/hub/" in address for address in seen)


def test_the_page_somebody_came_for_survives_the_login(employee: Who) -> None:
    employee("Anna").comes_in(PAGE)


def test_a_trainer_marks(employee: Who) -> None:
    trine = employee("Trine")
    trine.comes_in()
    assert MARKING in trine.menu()
    trine.opens(FORMGRADER)
    trine.is_at(FORMGRADER)
    expect(trine.page.get_by_role("heading", name="Manual Grading")).to_be_visible()


def test_somebody_who_marks_nothing_is_told_whom_to_ask_when_she_opens_formgrader(employee: Who) -> None:
    anna = employee("Anna")
    anna.comes_in()
    answer = anna.opens(FORMGRADER)
    assert answer is not None
    assert answer.status == 403
    anna.sees("Her har du ikke adgang", "Du er logget ind som anna", ASK)
    is_for_everybody(anna.page, "not-allowed")
    anna.logs_out()
    anna.is_asked_whether_to_log_out()


def test_a_manager_sees_her_own_team_and_no_other(employee: Who) -> None:
    lone = employee("Lone")
    lone.comes_in()
    lone.page.locator("nav.menu").get_by_role("link", name=TEAM).click()
    lone.sees("Ungeteamet")
    lone.sees_no("Jobteamet")


def test_whoever_is_in_none_of_the_courses_groups_is_told_whom_to_ask(employee: Who) -> None:
    clara = employee("Clara")
    clara.comes_in()
    clara.sees("Du er logget ind som Clara (eksempel), men har ingen rolle i kurset.", ASK)
    clara.logs_out()
    clara.is_asked_whether_to_log_out()


def test_whoever_is_in_a_group_but_not_in_the_roster_is_told_whom_to_ask(employee: Who) -> None:
    viggo = employee("Viggo")
    viggo.comes_in()
    viggo.sees("men er ikke tilmeldt kurset.", ASK)
    viggo.logs_out()
    viggo.is_asked_whether_to_log_out()


def test_logging_out_leads_on_to_the_providers_logout_and_back_to_a_login(employee: Who) -> None:
    anna = employee("Anna")
    anna.comes_in()
    anna.logs_out()
    anna.page.get_by_role("button", name="Yes, sign me out").click()
    anna.is_asked_to_log_in()
    anna.opens(PAGE)
    anna.logs_in()
    anna.is_at(PAGE)


def test_a_group_taken_away_is_gone_at_the_next_login(employee: Who, provider: Provider) -> None:
    bo = employee("BO")
    provider.employs("BO", LEARNER, TRAINER)
    bo.comes_in()
    assert MARKING in bo.menu()
    provider.employs("BO", LEARNER)
    bo.opens("/hub/logout")
    bo.opens()
    bo.is_at(COURSE)
    assert MARKING not in bo.menu()


def test_whoever_the_provider_spells_with_other_capitals_the_next_time_is_the_same_person(employee: Who, provider: Provider) -> None:
    for spelled in ("Anna", "ANNA"):
        provider.employs(spelled, LEARNER)
        anna = employee("Anna")
        anna.comes_in(PAGE)
        learner = Learner(anna.page, anna.public + COURSE)
        chosen = learner.task(TASK).locator(f'input[value="{CHOSEN}"]')
        if spelled == "Anna":
            learner.answer(TASK, [CHOSEN])
        expect(chosen).to_be_checked(timeout=SOON)


def test_the_hub_is_told_of_no_group_but_the_courses_own(employee: Who, installation: Installation) -> None:
    employee("Lone").comes_in()
    engine = create_engine(installation.url("hub", "jupyterhub"))
    with engine.connect() as hub:
        groups = {name for (name,) in hub.execute(text("select name from groups"))}
        kept = [state for (state,) in hub.execute(text("select encrypted_auth_state from users")) if state]
    engine.dispose()
    assert groups <= {"learners", "trainers", "managers"}
    assert not groups & set(IRRELEVANT)
    assert kept == []


@pytest.mark.parametrize("forged", ["?code=abc&state=abc", "?code=abc", "?error=access_denied"])
def test_nobody_gets_in_with_an_answer_that_the_provider_did_not_give(employee: Who, forged: str) -> None:
    stranger = employee("Anna")
    answer = stranger.opens(f"/hub/oauth_callback{forged}")
    assert answer is not None
    assert answer.status == 400
    stranger.sees("Login blev ikke færdigt")
    stranger.opens(COURSE)
    stranger.is_asked_to_log_in()


def test_somebody_who_breaks_the_login_off_is_told_how_to_go_on(employee: Who) -> None:
    anna = employee("Anna")
    anna.opens()
    anna.page.get_by_role("link", name="Cancel").click()
    anna.sees("Login blev ikke færdigt")
    is_for_everybody(anna.page, "unfinished")
    anna.page.get_by_role("link", name="Til kurset").click()
    anna.logs_in()
    anna.is_at(COURSE)


def test_a_provider_that_goes_down_during_the_login_is_told_in_plain_words(employee: Who, provider: Provider) -> None:
    anna = employee("Anna")
    back = anna.is_let_go_by_the_provider()
    provider.stop()
    anna.page.goto(back)
    anna.sees("Det lykkedes ikke lige nu", ASK)
    anna.sees_no("Traceback")
    is_for_everybody(anna.page, "trouble")
    provider.start()
    anna.comes_in()


def test_a_wrong_client_secret_is_told_in_plain_words(employee: Who, provider: Provider) -> None:
    anna = employee("Anna")
    with provider.another_secret():
        anna.opens()
        anna.logs_in()
        anna.sees("Det lykkedes ikke lige nu", ASK)
        anna.sees_no("invalid_client")


@pytest.mark.parametrize("address", ["/hub/home", "/hub/token", "/hub/findes-ikke", "/hub/spawn", "/hub/admin"])
def test_the_hubs_own_pages_offer_nothing_but_the_way_to_the_course(employee: Who, address: str) -> None:
    anna = employee("Anna")
    anna.comes_in()
    anna.opens(address)
    assert anna.page.locator("main a").evaluate_all("links => links.map(link => link.pathname)") == [COURSE, "/hub/logout"]
    assert anna.page.locator("main :is(form, button, input)").count() == 0


@pytest.mark.parametrize("address", ["/hub/home", "/hub/findes-ikke"])
def test_the_hubs_own_pages_are_for_everybody(employee: Who, address: str) -> None:
    anna = employee("Anna")
    anna.comes_in()
    anna.opens(address)
    is_for_everybody(anna.page, address.rsplit("/", 1)[-1])


def test_without_a_logout_at_the_provider_the_hub_says_that_one_is_logged_out(
    employee: Who, installation: Installation, provider: Provider
) -> None:
    anna = employee("Anna")
    anna.comes_in()
    choices, hub = installation.folder / "choices.toml", installation.parts["hub"]
    choices.write_text(choices.read_text("utf-8").replace(provider.logout, ""), "utf-8")
    hub.kill()
    until(lambda: installation.answers("/hub/health"), "The Hub", SECONDS, hub.log)
    anna.logs_out()
    anna.sees("Du er logget ud", "log også ud af din arbejdskonto")
    is_for_everybody(anna.page, "logged-out")
