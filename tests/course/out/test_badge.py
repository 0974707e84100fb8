"""The certificate as a badge, verified by another library than signs it, with the public key as others find it."""

import base64
import json
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jwt
import pytest
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from course import settings
from course.certificate import AttainedCompetence, Certificate, HandedIn
from course.errors import CourseError, NotFound
from course.framework import framework
from course.out import badge, keyfiles
from course.progression import Attained
from course.text import Text
from tests.course.out.conftest import ADDRESS, Municipality

FIRST, SECOND = framework().competences[:2]
FOUND = Certificate(
    name="Anna Åberg",
    course=Text(da="Kompetencevej", en="Kompetencevej"),
    municipality=None,
    counts_as=None,
    issued=date(2026, 11, 4),
    modules=(HandedIn("1-virtuelle-samtaler", Text(da="Virtuelle samtaler", en="Virtual conversations"), (date(2026, 10, 1),)),),
    shown=(AttainedCompetence(FIRST, Attained(2.549, 5, 2)), AttainedCompetence(SECOND, Attained(1.0, 1, 1))),
)


@pytest.fixture
def issuing(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with a key for badges."""
    monkeypatch.setattr(badge, "BITS", 2048)  # a longer one takes seconds to make
    if not municipality.badge_key.exists():
        municipality.run("badge-key", str(municipality.badge_key))
    monkeypatch.setenv(settings.BADGE_KEY, str(municipality.badge_key))
    monkeypatch.setenv(settings.CHOICES, str(municipality.keys / "choices.toml"))


def header(token: str) -> dict[str, Any]:
    first = token.split(".", maxsplit=1)[0]
    return dict(json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))))


def key_of(token: str) -> Any:
    """The public key at the address in the token's header, as everybody may fetch it."""
    address = header(token)["kid"]
    assert address.startswith(f"{ADDRESS}/.well-known/badges/")
    return jwt.PyJWK(badge.published()[address.rpartition("/")[2]]).key


@pytest.mark.usefixtures("issuing")
@pytest.mark.parametrize("language", ["da", "en"])
def test_an_independent_verifier_finds_it_genuine(language: Any) -> None:
    token = badge.signed(FOUND, language)
    verified = OB3Verifier(key_of(token)).verify(token)
    assert verified.issuer.id == f"{ADDRESS}/.well-known/badges/issuer.json" == badge.published()["issuer.json"]["id"]
    assert header(token).keys() == {"alg", "typ", "kid"}
    assert token == badge.signed(FOUND, language)


@pytest.mark.usefixtures("issuing")
def test_a_changed_word_or_another_key_is_found_out(tmp_path: Path) -> None:
    token = badge.signed(FOUND, "da")
    head, body, signature = token.split(".")
    changed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).replace(b"Anna", b"Hans")
    forged = f"{head}.{base64.urlsafe_b64encode(changed).rstrip(b'=').decode()}.{signature}"
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        OB3Verifier(key_of(token)).verify(forged)
    badge.make_key(tmp_path / "other")
    other = jwt.PyJWK(json.loads((tmp_path / "other").read_text("utf-8")) | {"alg": "RS256"}).key.public_key()
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        OB3Verifier(other).verify(token)


@pytest.mark.usefixtures("issuing")
def test_it_says_what_the_certificate_says_and_nothing_else_of_her() -> None:
    token = badge.signed(FOUND, "da")
    said = jwt.decode(token, key_of(token), algorithms=["RS256"])
    subject = said["credentialSubject"]
    assert subject["identifier"] == [{"type": "IdentityObject", "identityType": "name", "identityHash": "Anna Åberg", "hashed": False}]
    assert subject.keys() == {"type", "identifier", "achievement", "narrative", "result"}
    assert [one["value"] for one in subject["result"]] == ["2.5", "1.0"]
    described = {one["id"]: one["name"] for one in subject["achievement"]["resultDescription"]}
    assert [described[one["resultDescription"]] for one in subject["result"]] == [FIRST.name.da, SECOND.name.da]
    assert subject["narrative"] == f"Virtuelle samtaler: 2026-10-01. Foreløbige niveauer: {SECOND.name.da}."
    assert said["validFrom"] == "2026-11-03T23:00:00Z"
    assert said["id"] != jwt.decode(badge.signed(replace(FOUND, name="Bo"), "da"), key_of(token), algorithms=["RS256"])["id"]


@pytest.mark.usefixtures("issuing")
def test_the_private_key_is_never_published_and_its_file_is_closed(municipality: Municipality) -> None:
    assert stat.S_IMODE(municipality.badge_key.stat().st_mode) == 0o600
    private = json.loads(municipality.badge_key.read_text("utf-8"))
    public = json.dumps(badge.published()) + json.dumps(header(badge.signed(FOUND, "da")))
    assert all(private[part] not in public for part in ("d", "p", "q", "dp", "dq", "qi"))


def test_where_there_is_no_key_no_badge_is_offered(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.CHOICES, str(municipality.keys / "choices.toml"))
    monkeypatch.delenv(settings.BADGE_KEY, raising=False)
    assert not badge.offered()
    for asked in (badge.published, lambda: badge.signed(FOUND, "da")):
        with pytest.raises(NotFound):
            asked()


@pytest.mark.usefixtures("issuing")
def test_whose_name_is_not_known_gets_none() -> None:
    with pytest.raises(NotFound, match="must have a name"):
        badge.signed(replace(FOUND, name=None), "da")


@pytest.mark.usefixtures("issuing")
@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"kty": "oct", "k": "aaaa"}', "its public half"])
def test_a_file_that_is_no_key_is_told_with_what_to_do(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public = json.dumps(next(one for name, one in badge.published().items() if name != "issuer.json"))
    keyfiles.write(tmp_path / "key", public if content == "its public half" else content)
    monkeypatch.setenv(settings.BADGE_KEY, str(tmp_path / "key"))
    with pytest.raises(CourseError, match="badge-key FILE"):
        badge.signed(FOUND, "da")
