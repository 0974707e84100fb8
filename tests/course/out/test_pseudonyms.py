"""The keys that a municipality keeps, and what people are called under them."""

import stat
from pathlib import Path

import pytest

from course.errors import CourseError
from course.out import keyfiles, pseudonyms
from tests.course.out.conftest import Municipality


def test_a_key_is_its_own_accounts_alone_and_is_never_overwritten(municipality: Municipality) -> None:
    assert stat.S_IMODE(municipality.key.stat().st_mode) == 0o600
    before = municipality.key.read_bytes()
    assert "overskrives ikke" in municipality.run("pseudonym-key", str(municipality.key), code=1)
    assert municipality.key.read_bytes() == before


def test_no_key_is_made_where_a_backup_would_take_it_along(municipality: Municipality) -> None:
    inside = municipality.home / "key"
    for command in ("pseudonym-key", "badge-key"):
        assert "kursets egen mappe" in municipality.run(command, str(inside), code=1)
    assert not inside.exists()


def test_a_person_is_called_the_same_under_a_key_and_otherwise_under_another(tmp_path: Path, municipality: Municipality) -> None:
    pseudonyms.make_key(tmp_path / "other")
    first, again, other = (pseudonyms.read(path) for path in (municipality.key, municipality.key, tmp_path / "other"))
    assert first.person("anna") == again.person("anna") != other.person("anna")
    assert len({first.person("anna"), first.person("bo"), first.team("anna")}) == 3
    assert "anna" not in first.person("anna")


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "00" * 31])
def test_a_file_that_is_no_key_is_refused_with_what_to_do(content: str, tmp_path: Path) -> None:
    keyfiles.write(tmp_path / "key", content)
    with pytest.raises(CourseError, match="pseudonym-key FILE"):
        pseudonyms.read(tmp_path / "key")


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    pseudonyms.make_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(CourseError, match="chmod 600"):
        pseudonyms.read(tmp_path / "key")
    with pytest.raises(CourseError, match="cannot be read"):
        pseudonyms.read(tmp_path / "missing")
