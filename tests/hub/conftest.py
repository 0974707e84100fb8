"""One whole installation for these tests, and the people who visit it."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from jupyterhub import orm, roles

from course.store import Store, open_store
from deploy.one_machine import needs
from deploy.one_machine.installation import Installation, free_port
from deploy.one_machine.postgresql import Cluster
from tests.hub.actors import Colleague

ROSTER = Path(__file__).parent / "roster.csv"
GROUPS = {
    "learners": ["anna", "bo", "clara", "lone", "jens", "trine", "nora", "mads", "ole", "gerd"],
    "trainers": ["trine", "tove"],
    "managers": ["lone", "jens", "ulla"],
}
ROLELESS = "nora"
Who = Callable[[str], Colleague]


@contextmanager
def running(login: str = "", **environment: str) -> Iterator[Installation]:
    """An installation that lives as long as the block; `login` as in `Installation`."""
    folder = Path(tempfile.mkdtemp(prefix="kv-hub-"))
    installation = Installation(folder, free_port(), login=login, **environment)
    at, password = installation.ports["postgresql"], installation.secrets["administrator"]
    installation.postgresql = Cluster(needs.postgresql(), folder / "postgresql", at, password, fast=True)
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """The installation of roster.csv: everybody logs in with the same password."""
    people = "\n".join(f"{group} = {json.dumps(names)}" for group, names in GROUPS.items())
    with running(f'[login]\nway = "trying-out"\n[people]\n{people}\n') as started:
        started.command("roster", str(ROSTER), "--yes")
        take_out_of_all_groups(started, ROLELESS)
        yield started


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
