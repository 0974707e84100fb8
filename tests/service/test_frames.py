"""Nothing that a browser can send over a line is more than a message of ours, a word that it is none, or the end of that line."""

import json
import time
import tracemalloc
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from tests.benchmarks._wire import message, read
from tests.frames import COMM, HALF, ODD_VALUES, UNREADABLE, UNWANTED, hostile, readable, said
from widgets.service.kernels import frames
from widgets.service.kernels.frames import A_SECOND, AT_ONCE, LONGEST_WAIT, MOST_BYTES, Pace, Reader, Unreadable, Unwanted, weight

CONTROL = {"comm_id": "c", "target_name": frames.CONTROL, "data": {}}


@pytest.mark.parametrize("frame", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_frame_is_refused_before_it_costs_anything(frame: bytes) -> None:
    tracemalloc.start()
    try:
        begun = time.process_time()
        with pytest.raises(Unreadable):
            Reader().read(frame)
        assert time.process_time() - begun < 0.5
        assert tracemalloc.get_traced_memory()[1] < 8 * MOST_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("frame", UNWANTED.values(), ids=UNWANTED)
def test_a_message_that_pages_do_not_send_goes_no_further(frame: bytes) -> None:
    with pytest.raises(Unwanted):
        Reader().read(frame)


@given(hostile)
@settings(max_examples=400, deadline=None)
def test_whatever_comes_is_a_message_or_is_refused(frame: bytes | str) -> None:
    begun = time.process_time()
    try:
        passed = Reader().read(frame)
    except (Unreadable, Unwanted):
        pass
    else:
        assert readable(passed)
        assert len(passed) < len(frame) + 500
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("value", ODD_VALUES, ids=str)
def test_what_a_component_is_told_reaches_it_as_it_is(value: Any) -> None:
    _, content = read(Reader().read(said(value)))
    assert content == {"comm_id": COMM, "data": {"method": "custom", "content": json.loads(json.dumps(value).replace(r"\ud83d", "?"))}}


def test_of_a_header_only_what_we_know_is_passed_on() -> None:
    sent = message(
        "comm_msg", {"comm_id": COMM, "data": {"method": "request_state"}, "more": 1}, subshell_id="x", date="2026-99-99T00:00:00"
    )
    header, content = read(Reader().read(sent))
    assert set(header) == {"msg_id", "msg_type", "session", "username", "version", "date"}
    assert datetime.fromisoformat(header["date"]) <= datetime.now(UTC)
    assert content == {"comm_id": COMM, "data": {"method": "request_state"}}


def test_a_message_that_comes_again_is_another_to_the_kernel_which_would_take_none_twice() -> None:
    sent = message("kernel_info_request", {})
    assert Reader().read(sent) != Reader().read(sent)


def test_a_browser_sets_no_trait() -> None:
    sent = message("comm_msg", {"comm_id": COMM, "data": {"method": "update", "state": {"answer": 1}, "buffer_paths": [["x"]]}})
    assert read(Reader().read(sent))[1]["data"] == {"method": "update", "state": {}}


def test_voilas_front_end_asks_for_all_states_where_it_may() -> None:
    reader = Reader()
    ask = message("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}})
    assert read(reader.read(message("comm_open", CONTROL)))[1] == CONTROL
    assert read(reader.read(ask))[1]["data"] == {"method": "request_states"}
    with pytest.raises(Unwanted):
        reader.read(message("comm_msg", {"comm_id": "c", "data": {"method": "custom", "content": {}}}))
    reader.read(message("comm_close", {"comm_id": "c", "data": {}}))
    with pytest.raises(Unwanted):
        reader.read(ask)
    assert read(reader.read(message("comm_info_request", {"target_name": "jupyter.widget"})))[1] == {"target_name": "jupyter.widget"}


def test_half_a_character_that_somebody_has_written_does_not_keep_the_rest_from_being_saved() -> None:
    sent = said({"type": "save", "id": "1", "value": f"Godt {HALF} gået 🙂"})
    assert read(Reader().read(sent))[1]["data"]["content"]["value"] == "Godt ? gået 🙂"


def test_who_says_much_waits_and_who_answers_tasks_does_not() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert [pace.wait(1) for _ in range(150)] == [0] * 150
    flood = [pace.wait(1) for _ in range(1000)]
    assert flood[-1] == pytest.approx((1150 - AT_ONCE) / A_SECOND)
    now[0] = 60
    assert pace.wait(1) == 0


def test_a_long_frame_counts_as_many_and_nobody_waits_for_ever() -> None:
    pace = Pace(lambda: 0)
    assert weight(b"x" * MOST_BYTES) == 33
    assert [pace.wait(weight(b"x" * MOST_BYTES)) > 0 for _ in range(8)] == [False] * 6 + [True] * 2
    assert [pace.wait(33) for _ in range(100)][-1] == LONGEST_WAIT
