"""The course certificate as an Open Badge 3.0 (1EdTech; W3C Verifiable Credentials Data Model 2.0), signed as a JWT with RS256.

Others verify it with the public key at the address that stands in its header (`kid`), below the issuer's. It holds what the certificate says and
the holder's name, and nothing else about her.
"""

import json
import uuid
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from course import settings
from course.certificate import Certificate
from course.clock import ZONE
from course.distance import shown
from course.errors import CourseError, NotFound
from course.framework import MAX_LEVEL, organisation
from course.out import address, keyfiles
from course.progression import CERTAINTY, RULE
from course.text import Language, Text

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
PLACE = ".well-known/badges"
TYPE = "application/vc+jwt"
BITS = 3072
NAMESPACE = uuid.UUID("0f3b8c0a-6e55-5a4d-9a57-7a3f2a0c9d1e")
CRITERIA = Text(
    da="Alle kursets moduler er afleveret og rettet. Opgaverne er løst med eget login og uden opsyn.",
    en="All modules of the course have been handed in and marked. The tasks were done under the holder's own login, without supervision.",
)
INFORMAL = Text(da="Det er ikke en formel uddannelse.", en="It is not a formal qualification.")
PROVISIONAL = Text(da="Foreløbige niveauer:", en="Provisional levels:")
Json = dict[str, Any]


def make_key(path: Path) -> None:
    """Write a new private key (RSA, a JWK) to a file. Raises CourseError."""
    _, jwk, _ = _joserfc()
    keyfiles.write(path, json.dumps(jwk.RSAKey.generate_key(BITS).as_dict(private=True)) + "\n")


def offered() -> bool:
    """Whether badges are given here: there is a key, and an address where others find its public half."""
    return settings.badge_key() is not None and address.public() is not None


def issuer(at: str) -> Json:
    """Who issues the badges of the course at this address, for everybody to read (OB 3.0, "Profile")."""
    return {"id": f"{at}/{PLACE}/issuer.json", "type": ["Profile"], "name": organisation().name.da, "url": f"{at}/"}


def published() -> dict[str, Json]:
    """What everybody may read at `PLACE`, by file name: the issuer, and the public key. Raises NotFound where no badges are given, CourseError."""
    key, at = _key()
    whole = {"@context": CONTEXTS, **issuer(at)}
    return {"issuer.json": whole, f"{key.thumbprint()}.json": {**key.as_dict(private=False), "alg": "RS256", "use": "sig"}}


def signed(found: Certificate, language: Language) -> str:
    """The certificate as a signed badge, a compact JWS. Raises NotFound where no badges are given, or where the name is not known; CourseError."""
    key, at = _key()
    content = credential(found, at, language)
    header = {"alg": "RS256", "typ": "JWT", "kid": f"{at}/{PLACE}/{key.thumbprint()}.json"}
    claims = {"iss": content["issuer"]["id"], "jti": content["id"], "nbf": int(_begins(found).timestamp())}
    _, _, jwt = _joserfc()
    made: str = jwt.encode(header, {**content, **claims}, key, algorithms=["RS256"])
    return made


def credential(found: Certificate, at: str, language: Language) -> Json:
    """What is signed, in one language (OB 3.0, "AchievementCredential"). The same certificate gives the same credential. Raises NotFound."""
    if found.name is None:
        raise NotFound("Et digitalt bevis skal have et navn.", "A badge must have a name.")
    by = issuer(at)
    content = {
        "@context": CONTEXTS,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": by,
        "validFrom": f"{_begins(found):%Y-%m-%dT%H:%M:%SZ}",
        "name": found.course.pick(language),
        "credentialSubject": _subject(found, by["id"], language),
    }
    said = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return {"id": f"urn:uuid:{uuid.uuid5(NAMESPACE, said)}", **content}


def _subject(found: Certificate, by: str, language: Language) -> Json:
    name = {"type": "IdentityObject", "identityType": "name", "identityHash": found.name, "hashed": False}
    results = [
        {"type": ["Result"], "resultDescription": f"{by}#{one.competence.id}", "value": str(shown(one.attained.level))}
        for one in found.shown
    ]
    subject = {"type": ["AchievementSubject"], "identifier": [name], "achievement": _achievement(found, by, language)}
    return {**subject, "narrative": _narrative(found, language), **({"result": results} if results else {})}


def _achievement(found: Certificate, by: str, language: Language) -> Json:
    descriptions = [
        {
            "id": f"{by}#{one.competence.id}", "type": ["ResultDescription"], "name": one.competence.name.pick(language), "resultType": "RawScore",
            "valueMin": "0", "valueMax": str(MAX_LEVEL),
        }
        for one in found.shown
    ]  # fmt: skip
    counts = (found.counts_as or INFORMAL).pick(language)
    return {
        "id": f"{by}#course",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "inLanguage": language,
        "name": found.course.pick(language),
        "description": f"{CRITERIA.pick(language)} {counts}",
        "criteria": {"narrative": f"{CRITERIA.pick(language)} {RULE.pick(language)} {CERTAINTY.pick(language)}"},
        **({"resultDescription": descriptions} if descriptions else {}),
    }


def _narrative(found: Certificate, language: Language) -> str:
    """When each module was handed in, and which levels are provisional."""
    modules = [f"{one.title.pick(language)}: {', '.join(day.isoformat() for day in one.days)}." for one in found.modules]
    unsure = [one.competence.name.pick(language) for one in found.shown if one.attained.provisional]
    return " ".join([*modules, *([f"{PROVISIONAL.pick(language)} {', '.join(unsure)}."] if unsure else [])])


def _begins(found: Certificate) -> datetime:
    """The beginning of the day of issue in Denmark."""
    return datetime.combine(found.issued, time(), ZONE).astimezone(UTC)


def _key() -> tuple[Any, str]:
    path, at = settings.badge_key(), address.public()
    if path is None or at is None:
        raise NotFound("Her gives ingen digitale beviser.", "No badges are given here.")
    errors, jwk, _ = _joserfc()
    said = keyfiles.read(path)
    try:
        key = jwk.RSAKey.import_key(json.loads(said))
    except (ValueError, TypeError, errors.JoseError):
        key = None
    if key is None or not key.is_private:
        raise CourseError(
            f"{path} er ikke en nøgle til digitale beviser. Lav en med: kompetencevej badge-key FIL",
            f"{path} is no key for badges. Make one with: kompetencevej badge-key FILE",
        )
    return key, at


def _joserfc() -> tuple[Any, Any, Any]:
    """What signs; a course by itself, which gives no badges, is installed without it."""
    try:
        from joserfc import errors, jwk, jwt
    except ImportError as error:
        raise CourseError(
            "Der skal bruges joserfc til digitale beviser. Installer det i kursets miljø med: pip install 'kompetencevej[hub]'",
            "Badges need joserfc. Install it in the course's environment with: pip install 'kompetencevej[hub]'",
        ) from error
    return errors, jwk, jwt
