"""One whole installation for these tests, and the people who visit it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from jupyterhub import orm, roles

from course.store import Store, open_store
from deploy.one_machine.installation import Installation
from tests.benchmarks import _crowd as crowd
from tests.conftest import Once
from tests.hub import prepared as prepared_installations
from tests.hub.actors import Colleague
from tests.hub.prepared import a_folder, in_memory, installed, start

ROSTER = Path(__file__).parent / "roster.csv"
GROUPS = {
    "learners": ["anna", "bo", "clara", "lone", "jens", "trine", "nora", "mads", "ole", "gerd"],
    "trainers": ["trine", "tove"],
    "managers": ["lone", "jens", "ulla"],
}
ROLELESS = "nora"
CROWD = crowd.names(32)
Who = Callable[[str], Colleague]


@pytest.fixture(scope="session")
def prepared(once: Once) -> Path:
    """An installation that is stopped, with prepared databases and modules; to be copied."""
    return once("prepared", prepared_installations.prepare)


@pytest.fixture(scope="session")
def installation(prepared: Path) -> Iterator[Installation]:
    """The installation of roster.csv: everybody logs in with the same password."""
    people = "\n".join(f"{group} = {json.dumps(names)}" for group, names in GROUPS.items())
    with a_folder("hub") as folder:
        started = in_memory(installed(prepared, folder, login=f'[login]\nway = "trying-out"\n[people]\n{people}\n'))
        try:
            start(started, ROSTER)
            take_out_of_all_groups(started, ROLELESS)
            yield started
        finally:
            started.stop()


@pytest.fixture(scope="session")
def breakable(prepared: Path) -> Iterator[Installation]:
    """An installation whose parts may end, with a crowd of colleagues: its tests run one after the other in one worker."""
    with a_folder("breakable") as folder:
        started = installed(prepared, folder, login=crowd.login(CROWD))
        for part in started.parts.values():
            part.whole = True  # type: ignore[attr-defined]  # they end often, and nobody looks at their surroundings
        try:
            start(started, crowd.roster(folder, CROWD))
            yield started
        finally:
            started.stop()


def take_out_of_all_groups(installation: Installation, username: str) -> None:
    """Trying out knows only people with a role, and nobody there is the Hub's administrator; so somebody is made one for a moment, and asks the Hub."""
    with orm.new_session_factory(installation.url("hub", "jupyterhub"))() as hub:
        keeper = orm.User(name="hub-keeper")
        hub.add(keeper)
        hub.commit()
        roles.grant_role(hub, keeper, "admin")
        token = keeper.new_api_token(roles=["admin"])
        for group in GROUPS:
            body = json.dumps({"users": [username]}).encode()
            address = f"{installation.public}/hub/api/groups/{group}/users"
            asked = Request(address, body, {"Authorization": f"token {token}"}, method="DELETE")
            with urlopen(asked, timeout=30) as answer:
                assert answer.status == 200
        hub.delete(keeper)
        hub.commit()
        engine = hub.get_bind()
    engine.dispose()


@pytest.fixture
def somebody(installation: Installation) -> Who:
    """Somebody who has just logged in, in a browser of her own: somebody("anna")."""
    return lambda username: Colleague(installation, username).log_in(installation.secrets["password"])


@pytest.fixture(scope="session")
def known(installation: Installation) -> Who:
    """Somebody who has logged in once and stays so: for looking, not for logging out."""
    seen: dict[str, Colleague] = {}

    def _known(username: str) -> Colleague:
        if username not in seen or username in Colleague.logged_out:  # in another browser, which ends this login too
            Colleague.logged_out.discard(username)
            seen[username] = Colleague(installation, username).log_in(installation.secrets["password"])
        return seen[username]

    return _known


@pytest.fixture
def stranger(installation: Installation) -> Colleague:
    """Somebody who has not logged in."""
    return Colleague(installation)


@pytest.fixture
def store(installation: Installation) -> Iterator[Store]:
    """The course's store, as the course's account sees it."""
    opened = open_store(installation.url("course"))
    yield opened
    opened.database.close()
