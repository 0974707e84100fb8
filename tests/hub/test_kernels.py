"""A kernel answers its owner, and runs nothing that her browser sends."""

from pathlib import Path

import pytest

from deploy.one_machine.installation import Installation
from tests.hub.actors import Colleague
from tests.hub.addresses import MADE_UP
from tests.hub.conftest import Who
from tests.hub.lines import PAGE, Kernel, joins, open_page, say
from widgets.session import owner_mark

OTHERS = ("bo", "clara", "trine", "lone", "jens", "nora", "gerd", "tove")


@pytest.fixture(scope="module")
def annas(known: Who) -> Kernel:
    """The kernel of a page that Anna has open."""
    return open_page(known("anna"))


@pytest.fixture(params=["through the proxy", "at the replica itself"])
def port(request: pytest.FixtureRequest, installation: Installation, annas: Kernel) -> int:
    return installation.port if request.param == "through the proxy" else installation.ports[annas.replica]


def test_its_owner_gets_a_line(known: Who, annas: Kernel, port: int) -> None:
    assert joins(known("anna"), port, annas) == 101


@pytest.mark.parametrize("username", OTHERS)
def test_nobody_else_does(known: Who, annas: Kernel, port: int, username: str) -> None:
    assert joins(known(username), port, annas) == 403


def test_nor_does_a_stranger(stranger: Colleague, annas: Kernel, port: int) -> None:
    assert joins(stranger, port, annas) == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
def test_another_site_gets_no_line_with_her_cookies(known: Who, annas: Kernel, port: int, origin: str) -> None:
    assert joins(known("anna"), port, annas, Origin=origin) == 403


def test_there_is_no_line_to_a_kernel_that_is_not_there(known: Who, installation: Installation, annas: Kernel) -> None:
    elsewhere = Kernel(annas.id, "2" if annas.replica == "1" else "1")
    for kernel in (elsewhere, Kernel(MADE_UP, "1"), Kernel(MADE_UP, "2")):
        assert joins(known("anna"), installation.port, kernel) == 404


def test_nobody_else_can_ask_after_it_or_end_it(known: Who, annas: Kernel) -> None:
    for username in OTHERS:
        somebody = known(username)
        assert somebody.get(annas.address).status == 403
        assert somebody.get_url(somebody.base + annas.address, method="DELETE", X_XSRFToken=somebody.courses_mark).status == 403
        assert somebody.post(annas.address.replace("api/kernels", "voila/api/shutdown")).status == 403
    assert known("anna").get(annas.address).status == 200


def test_it_runs_nothing_that_the_browser_sends(known: Who, installation: Installation, annas: Kernel, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    code = f"open({str(canary)!r}, 'w').close()"
    run = {"code": code, "silent": False, "store_history": False, "user_expressions": {"x": code}, "allow_stdin": True}
    wishes = [(type, content, channel) for channel in ("shell", "control", "stdin", "iopub") for type, content in _wishes(run)]
    heard = say(known("anna"), installation.port, annas, [*wishes, ("kernel_info_request", {}, "shell")])
    assert {one for one in heard if one.endswith("reply")} == {"kernel_info_reply"}
    assert not canary.exists()
    assert known("anna").get(annas.address).status == 200


def _wishes(run: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    where = {"code": run["code"], "cursor_pos": 1, "detail_level": 0}
    plain = ("execute_request", "debug_request", "shutdown_request", "interrupt_request", "history_request", "create_subshell_request")
    return [
        *((type, {**run, "restart": False, "command": "evaluate", "arguments": {"expression": run["code"]}}) for type in plain),
        ("inspect_request", where),
        ("complete_request", where),
        ("is_complete_request", where),
        ("input_reply", {"value": run["code"]}),
        ("apply_request", run),
    ]


def test_a_page_that_was_another_persons_gets_no_kernel(known: Who) -> None:
    bo = known("bo")
    bo.get("")
    assert bo.post(f"{PAGE}/kernel", owner=owner_mark("anna")).status == 403
