"""The same page in another browser: what works in Chromium works in Firefox."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import prepare
from tests.browser.actors import GRADED, MODULE
from tests.browser.service import Service
from tests.browser.test_nothing_is_lost import CHOICE, TEXT, kill_kernels, saved

STORY = Path(__file__).parent / "firefox.mjs"


@pytest.fixture(scope="module")
def service(shared_service: Service) -> Service:
    return shared_service


def test_a_learner_answers_in_firefox_through_reload_dead_kernel_and_second_tab(service: Service) -> None:
    steps = story(service)
    assert [step for step in steps if not step["ok"]] == []
    assert [step["step"] for step in steps][-1:] == ["a picture from elsewhere is noticed"], "the story was told to its end"
    assert saved(service, "mig", CHOICE) == ["oev-foerst"]
    assert saved(service, "mig", TEXT) == "Jeg lader stilheden være. Så spørger jeg."


def story(service: Service) -> list[dict[str, Any]]:
    """What became of each step of firefox.mjs, which ends at the first that fails."""
    firefox = prepare.firefox()
    assert firefox, "tests/prepare.py sees to it that there is one"
    command = [prepare.BIN / "node", STORY, firefox, service.address, f"module/{MODULE}/{GRADED}", CHOICE, TEXT]
    steps = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as told:
        assert told.stdin
        assert told.stdout
        for line in told.stdout:
            said = json.loads(line)
            if "please" in said:
                kill_kernels(service)
                print("done", file=told.stdin, flush=True)
            else:
                steps.append(said)
    return steps
