"""A small made-up municipality, filled once, with its keys beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course import settings
from course.commands.out import app
from course.store import Person, Store
from tests.house import point_to
from tests.stores import new_store
from tests.synthetic import fill

ADDRESS = "https://kursus.kommune.example"


class Municipality:
    """Its store, its folder of keys, and the commands that whoever runs the course types there."""

    def __init__(self, home: Path, keys: Path) -> None:
        self.home, self.keys = home, keys
        self.store: Store = new_store(f"sqlite:///{home / 'course.db'}")
        self.key, self.badge_key = keys / "pseudonyms", keys / "badges"

    def run(self, *arguments: str, code: int = 0, **environment: str) -> str:
        env = {settings.HOME: str(self.home), settings.CHOICES: str(self.keys / "choices.toml"), **environment}
        done = CliRunner().invoke(app, list(arguments), env=env)
        assert done.exit_code == code, done.output
        return done.output


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    folder = tmp_path_factory.mktemp("municipality")
    (folder / "home").mkdir()
    (folder / "keys").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        point_to(patch, folder / "home")
        made = Municipality(folder / "home", folder / "keys")
        fill(made.store, 24)
        made.store.people.put(Person("eksempel-eva", "Eva Eksempel", "raadgiver", example=True))
        (made.keys / "choices.toml").write_text(f'public = "{ADDRESS}"\n', "utf-8")
        made.run("pseudonym-key", str(made.key))
        yield made
        made.store.database.close()
