"""Files reach the trainer's desk over the line as a browser sends them."""

from collections.abc import Callable

from course.work.hand_in_file import MOST_BYTES
from grading.desk.file_page import MOST
from tests.actors import Visitor


def test_a_trainer_is_told_of_each_file_by_name_and_nobody_else_may_send_any(visitor: Callable[[str], Visitor]) -> None:
    tine, ida = visitor("tine"), visitor("ida")
    told = tine.send("desk/files/take", file="hej").json
    assert (told["tone"], "ikke en afleveringsfil" in told["da"], "not a hand-in file" in told["en"]) == ("bad", True, True)
    assert "file.json Det er ikke en afleveringsfil" in tine.send("desk/files", file="{}").in_danish()
    assert "fylder mere" in tine.send("desk/files/take", file="x" * (MOST_BYTES + 1)).json["da"]
    assert tine.send("desk/files/take", file="x" * (MOST + 1)).status == 413
    assert [ida.send(address, file="hej").status for address in ("desk/files", "desk/files/take", "desk/files/assign")] == [403] * 3
    assert [ida.get(address).status for address in ("desk/files", "desk/files/1/feedback.html", "desk/files/feedback.zip")] == [403] * 3
    assert [tine.get(address).status for address in ("desk/files/1/feedback.html", "desk/files/feedback.zip")] == [404] * 2
