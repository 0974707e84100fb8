"""Whoever finds a hole is told whom to write to, where everybody looks for it, without logging in."""

from deploy.one_machine.installation import Installation
from tests.hub.actors import exactly

NAME = "/.well-known/security.txt"


def test_where_nobody_is_chosen_it_says_so_and_whom_to_ask(installation: Installation) -> None:
    status, headers, said = exactly(installation.port, NAME)
    assert status == 404
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    danish, english = said.decode().splitlines()
    assert danish.endswith("Spørg din nærmeste leder eller den, der står for kurset hos jer.")
    assert english.endswith("Ask your manager or whoever runs the course where you work.")


def test_nothing_else_is_well_known(installation: Installation) -> None:
    for path in ("/.well-known/", "/.well-known/openid-configuration", "/.well-known/../services/course/levels"):
        status, _, said = exactly(installation.port, path)
        assert status in (302, 404)
        assert b"sikkerhedshul" not in said
