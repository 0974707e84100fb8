"""On one's own machine the course is seen as oneself and as made-up people, never as a real colleague."""

from course.store import Person
from widgets.service.web.local_people import local_people, offered

MYSELF = Person("mig", "Mig", "raadgiver")
EXAMPLE = Person("eksempel-eva", "Eva (eksempel)", "raadgiver", example=True)
REAL = Person("asger", "Asger Ask", "raadgiver")
REAL_TRAINER = Person("tove", "Tove Tang", "superbruger", trainer=True)


def names(*people: Person) -> list[str]:
    return [one["username"] for one in local_people(list(people), MYSELF)]


def test_a_real_colleague_is_not_offered() -> None:
    assert names(MYSELF, REAL, EXAMPLE) == ["mig", "eksempel-eva"]


def test_a_real_trainer_does_not_stand_in_for_the_made_up_one() -> None:
    made_up = Person("eksempel-underviser", "Ulla (eksempel)", "superbruger", trainer=True, example=True)
    shown = [one["username"] for one in local_people([REAL_TRAINER, MYSELF, made_up], MYSELF) if one["shown"]]
    assert shown == ["mig", "eksempel-underviser"]


def test_one_who_has_left_is_not_offered() -> None:
    assert not offered(Person("eksempel-ole", "Ole", "raadgiver", active=False, example=True))
