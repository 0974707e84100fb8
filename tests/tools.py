"""A module with each kind of tool, and what a colleague has written in each."""

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "widgets" / "data" / "7-redskaber"
CPR = "010190-1234"
ANSWERS: dict[str, Any] = {
    "min-forandring": {"forandring": "Borgerne booker selv", "hvem": "Dem under 30.\nOg mig 🙂"},
    "parathed": {"finder-nyt": 4, "gaar-i-staa": 1, "tid-til-at-oeve": "ved-ikke"},
    "parathed-igen": {"finder-nyt": 5},
    "mine-arketyper": {"answers": {"foerste-moede": "eget-bord", "gaar-ned": "noterer"}},
    "min-adkar": {
        "scores": {"awareness": 5, "desire": 4, "knowledge": 3, "reinforcement": 1},
        "first_help": "Se det ved bordet",
        "whom": "Superbrugeren",
        "date": "2027-03-01",
    },
    "mit-kraftfelt": {
        "driving": [{"text": "Færre opkald", "strength": 4}, {"text": "", "strength": 3}],
        "restraining": [{"text": "Vanen", "strength": 2}, {"text": "Tid", "strength": 5, "chosen": True}],
        "how": "En time om ugen",
        "whom": "Teamet",
    },
    "min-overgang": {
        "ends": "Papirkalenderen",
        "for_whom": "Bodil",
        "me": ["ending", "beginning"],
        "team": {"ending": 2, "neutral": 5, "beginning": 0},
        "purpose": "Færre opkald",
        "picture": "En rolig tirsdag",
        "plan": " ",
    },
}
FORGED: dict[str, list[Any]] = {
    "min-forandring": [{"ukendt": "x"}, {"forandring": ["x"]}, {"forandring": "x" * 121}, {"hvem": "\ud800"}, {"hvem": f"Hun er {CPR}"}],
    "parathed": [
        {"ukendt": 1},
        {"finder-nyt": 0},
        {"finder-nyt": 6},
        {"finder-nyt": True},
        {"finder-nyt": 2.0},
        {"finder-nyt": "2"},
        {"finder-nyt": []},
    ],
    "parathed-igen": [{"ukendt": 1}, {"finder-nyt": "vedikke"}],
    "mine-arketyper": [
        {"answers": {"ukendt": "kuglepen"}},
        {"answers": {"gaar-ned": "finder-det"}},
        {"answers": {"gaar-ned": ["kuglepen"]}},
        {"answers": []},
        {"mixture": {"frontloeber": 100}},
        {"mixture": dict.fromkeys(("frontloeber", "gennemsnit", "analog", "skeptiker"), 101)},
        {"mixture": {"frontloeber": 100, "gennemsnit": 0, "analog": 0, "skeptiker": 0, "ny": 0}},
        {"dom": "skeptiker"},
    ],
    "min-adkar": [
        {"scores": {"awareness": 6}},
        {"scores": {"courage": 3}},
        {"scores": [3]},
        {"date": "1900-01-01"},
        {"date": "2027-02-30"},
        {"date": "20270301"},
        {"date": "2027-W09-1"},
        {"date": 20270301},
        {"whom": CPR},
        {"first_help": "x" * 10_000},
    ],
    "mit-kraftfelt": [
        {"driving": [{"text": "x", "strength": 3}] * 4},
        {"driving": [{"text": "x"}]},
        {"driving": [{"text": "x", "strength": 6}]},
        {"driving": [{"text": "x", "strength": 1, "chosen": True}]},
        {"restraining": [{"text": "x", "strength": 1, "chosen": True}] * 2},
        {"restraining": [{"text": "x", "strength": 1, "chosen": False}]},
        {"restraining": [{"text": "x", "strength": 1, "colour": "red"}]},
        {"restraining": ["x"]},
        {"restraining": {"text": "x"}},
        {"driving": [{"text": f"Sagen om {CPR}", "strength": 1}]},
        {"how": "x" * 1001},
    ],
    "min-overgang": [
        {"me": ["limbo"]},
        {"me": ["ending", "ending"]},
        {"me": "ending"},
        {"team": {"ending": -1}},
        {"team": {"ending": 201}},
        {"team": {"limbo": 1}},
        {"ends": "x" * 1001},
        {"purpose": f"Ring til {CPR}"},
    ],
}
