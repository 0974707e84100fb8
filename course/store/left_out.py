"""What a person's own copy does not tell, because it is about others."""

from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]
OF_OTHERS = ("checksum", "name", "login", "module", "module_version", "answers", "handed_in_at", "submission_id")
"""What a trainer's own copy does not tell of a file that she brought in."""
ABOUT_ANOTHER = ("learner", "lines", "comment", "competence", "level", "reason")
"""What a manager's own copy does not tell of what she agreed with somebody."""


def leave_out(found: Mapping[str, list[Row]], person: str, *, unfinished: bool) -> None:
    """Take it out of her rows, by table; what trainers have written of her own texts stays only with `unfinished`."""
    for row in found["viewing"]:
        if row["viewer"] == person:
            row["learner"] = None
    for row in (*found["talk"], *found["target"]):
        if row["learner"] != person:
            row.update({key: None for key in ABOUT_ANOTHER if key in row})
    _of_trainers(found, person, unfinished=unfinished)
    hers = {row["id"] for row in found["submission"]}
    for row in found["hand_in_file"]:
        if row["submission_id"] not in hers and (row["login"] != person or row["submission_id"]):
            row.update(dict.fromkeys(OF_OTHERS))


def _of_trainers(found: Mapping[str, list[Row]], person: str, *, unfinished: bool) -> None:
    for row in (*found["claim"], *found["judgement"]):
        row.update(_work_on_a_text(row, person, unfinished=unfinished))
    if not unfinished:
        for row in found["second_mark"]:
            row.update(first=None, second=None)


def _work_on_a_text(row: Row, person: str, *, unfinished: bool) -> Row:
    words: Row = {key: None for key in ("level", "comment", "before") if key in row}
    if row["trainer"] == person:
        return {"submission_id": None, **words}
    return {"trainer": None, **({} if unfinished else words)}
