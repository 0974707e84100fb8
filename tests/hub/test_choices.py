"""What an installation chooses: the example is right, and every mistake is told with its place."""

import importlib.util
import itertools
import random
from pathlib import Path
from types import ModuleType

import pytest

from deploy.one_machine import installation
from widgets.service.kernels import places
from widgets.service.kernels.places import Limits

FOLDER = Path(__file__).parent.parent.parent / "deploy" / "hub"
EXAMPLE = (FOLDER / "choices.example.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def choices() -> ModuleType:
    """The Hub's own reader; its folder is no package."""
    spec = importlib.util.spec_from_file_location("choices", FOLDER / "choices.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def told(choices: ModuleType, folder: Path, text: str) -> str:
    """What somebody is told who starts a Hub with this file."""
    path = folder / "choices.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SystemExit) as ended:
        choices.read(path)
    assert str(ended.value).startswith(f"{path}: ")
    return str(ended.value)


def changed(old: str, new: str) -> str:
    assert old in EXAMPLE
    return EXAMPLE.replace(old, new)


def without(table: str) -> str:
    """The example without one of its tables."""
    before, _, rest = EXAMPLE.partition(f"\n[{table}]")
    return before + "\n[" + rest.partition("\n[")[2]


def test_the_example_is_right(choices: ModuleType) -> None:
    chosen = choices.read(FOLDER / "choices.example.toml")
    assert chosen.login.way == "oidc"
    assert set(chosen.groups) == {"learners", "trainers", "managers"}
    assert set(chosen.course.replicas) == {"1", "2"}


def test_the_example_and_the_course_agree_on_how_many_pages_may_be_open(choices: ModuleType) -> None:
    for chosen in (Limits(), places.read(FOLDER / "choices.example.toml")):
        assert (chosen.pages, chosen.pages_each) == (
            choices.Course.model_fields["pages"].default,
            choices.Course.model_fields["pages_each"].default,
        )


def test_the_example_asks_whom_the_course_asks(choices: ModuleType) -> None:
    assert choices.read(FOLDER / "choices.example.toml").ask == choices.Ask()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("login_hours = 10", "login_hour = 10", "login_hour: "),
        ("login_hours = 10", "login_hours = 0", "login_hours: "),
        ("login_hours = 10", 'login_hours = "ti"', "login_hours: "),
        ('public = "https://kursus', 'public = "kursus', "public: "),
        ("kursus.kommune.example", "kursus.kommune.example/hub", "public: "),
        ('way = "oidc"', 'way = "saml"', "login.way: "),
        ("client_id = ", "client = ", "oidc.client_id: "),
        ('userdata_url = "https://', 'userdata_url = "', "oidc.userdata_url: "),
        ("learners = [", "pupils = [", "groups.pupils"),
        ('learners = ["KURSUS-Deltagere"]', 'learners = "KURSUS-Deltagere"', "groups.learners: "),
        ('formgrader = "http://', 'formgrader = "', "course.formgrader: "),
        ("pages = 200", "pages = 0", "course.pages: "),
        ("pages_each = 8", 'pages_each = "otte"', "course.pages_each: "),
        ('1 = "http://127', '"nummer et" = "http://127', "course.replicas.nummer et"),
        ('2 = "http://127', '2 = "127', "course.replicas.2: "),
    ],
)
def test_a_mistake_is_told_with_its_place(choices: ModuleType, tmp_path: Path, old: str, new: str, place: str) -> None:
    assert place in told(choices, tmp_path, changed(old, new))


@pytest.mark.parametrize("table", ["oidc", "groups"])
def test_a_work_account_needs_a_provider_and_its_groups(choices: ModuleType, tmp_path: Path, table: str) -> None:
    assert 'way = "oidc" needs the tables [oidc] and [groups]' in told(choices, tmp_path, without(table))


def test_trying_out_needs_people(choices: ModuleType, tmp_path: Path) -> None:
    said = told(choices, tmp_path, changed('way = "oidc"', 'way = "trying-out"'))
    assert 'way = "trying-out" needs the table [people]' in said


def test_every_mistake_is_told_at_once(choices: ModuleType, tmp_path: Path) -> None:
    said = told(choices, tmp_path, changed('public = "https://', 'public = "').replace("client_id = ", "client = "))
    assert [line.split(": ")[1] for line in said.splitlines()] == ["public", "oidc.client_id", "oidc.client"]


def test_a_file_that_is_not_there_is_told_with_what_to_copy(choices: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"choices\.toml: cannot be read \(No such file or directory\)\. Copy choices\.example\.toml"):
        choices.read(tmp_path / "choices.toml")


def test_broken_toml_is_told_with_its_line(choices: ModuleType, tmp_path: Path) -> None:
    assert "line 3" in told(choices, tmp_path, 'public = "https://kursus.example"\n\n[login\n')


def test_a_file_in_another_encoding_is_told(choices: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "choices.toml").write_bytes('[ask]\nda = "Spørg"\n'.encode("latin-1"))
    with pytest.raises(SystemExit, match="UTF-8"):
        choices.read(tmp_path / "choices.toml")


def test_no_port_is_given_to_two_parts_though_the_first_does_not_listen_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    first = installation.free_port()
    numbers = itertools.chain([first, first], iter(lambda: random.SystemRandom().randrange(15_000, 32_000), None))
    monkeypatch.setattr(installation.random, "randrange", lambda *_: next(numbers))
    assert installation.free_port() != first
