"""What an installation chooses: reads choices.toml, and says what is wrong in it."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+(:\d+)?$")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s/]+(/\S*)?$")]
Group = Literal["learners", "trainers", "managers"]


class Part(BaseModel):
    """One table of the file; what it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid")


class Oidc(Part):
    """The municipality's identity provider, as its OpenID configuration (.well-known/openid-configuration) tells it."""

    client_id: str
    authorize_url: Url
    token_url: Url
    userdata_url: Url
    scope: list[str] = ["openid", "profile"]
    username_claim: str = "preferred_username"
    groups_claim: str = "groups"
    logout_url: Url | Literal[""] = ""


class Login(Part):
    """How people log in: at the identity provider, or for trying out with names from `[people]` and one password for all.

    `kept` says that a browser keeps the login when it is closed, until it ends.
    """

    way: Literal["oidc", "trying-out"]
    button: str = "Log ind med din arbejdskonto"
    kept: bool = False


class Ask(Part):
    """Whom somebody is told to ask who cannot get in; the course's own pages have it from organisation.yaml."""

    da: str = "Spørg din nærmeste leder eller den, der står for kurset hos jer."
    en: str = "Ask your manager or whoever runs the course where you work."


class Course(Part):
    """Where the course service and formgrader listen, seen from the proxy and the Hub; `replicas` by name, each at an address of its own.

    `pages` is how many pages may be open at once, and `pages_each` how many of one person; `automatic` says
    whether hand-ins are collected and marked by themselves. The course itself reads these three.
    """

    address: Address
    formgrader: Address
    pages: int = Field(default=200, ge=1, le=100_000)
    pages_each: int = Field(default=8, ge=1, le=100_000)
    automatic: bool = False
    replicas: dict[Annotated[str, Field(pattern=r"^[0-9a-z-]+$")], Address] = {}


class Choices(Part):
    """All of it. `groups` says which groups of the identity provider are which of the course's; `people` is for trying out.

    A login ends after `login_hours`, and after `idle_minutes` in which its person did nothing (0: never for that).
    """

    public: Address
    name: str = "Kompetencevej"  # what the course is called, as in organisation.yaml
    login: Login
    course: Course
    ask: Ask = Ask()
    oidc: Oidc | None = None
    groups: dict[Group, list[str]] = {}
    people: dict[Group, list[str]] = {}
    admins: list[str] = []
    login_hours: float = Field(default=10, gt=0, le=24 * 14)
    idle_minutes: float = Field(default=60, ge=0, le=24 * 60)

    @model_validator(mode="after")
    def _fits(self) -> "Choices":
        if self.login.way == "oidc" and (self.oidc is None or not self.groups):
            raise ValueError('way = "oidc" needs the tables [oidc] and [groups]')
        if self.login.way == "trying-out" and not self.people:
            raise ValueError('way = "trying-out" needs the table [people]')
        return self


def read(path: Path) -> Choices:
    """The choices in the file; ends the program with every mistake, each with its place."""
    try:
        return Choices.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise SystemExit(f"{path}: cannot be read ({error.strerror}). Copy choices.example.toml there and fill it in.") from error
    except UnicodeDecodeError as error:
        raise SystemExit(f"{path}: is not UTF-8. Save it again with that encoding.") from error
    except tomllib.TOMLDecodeError as error:
        raise SystemExit(f"{path}: {error}") from error
    except ValidationError as error:
        lines = [f"{path}: {'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg']}" for one in error.errors()]
        raise SystemExit("\n".join(lines)) from error
