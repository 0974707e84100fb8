"""Where this installation keeps its things. Everything can be chosen by an environment variable."""

import os
from pathlib import Path

from platformdirs import user_data_path

ROOT = Path(__file__).resolve().parent.parent
# the names of the environment variables that the course reads, for whoever sets one for a child process too; those of the Hub alone stand in deploy/hub
HOME, OWN = "KOMPETENCEVEJ_HOME", "KOMPETENCEVEJ_OWN"
MODULES, GRADING, DATA = "KOMPETENCEVEJ_MODULES", "KOMPETENCEVEJ_GRADING", "KOMPETENCEVEJ_DATA"
DATABASE, PAGES_DATABASE = "KOMPETENCEVEJ_DATABASE", "KOMPETENCEVEJ_PAGES_DATABASE"
GRADEBOOK, HUB_DATABASE = "KOMPETENCEVEJ_GRADEBOOK", "KOMPETENCEVEJ_HUB_DATABASE"
CHOICES, FORMGRADER_URL = "KOMPETENCEVEJ_CHOICES", "KOMPETENCEVEJ_FORMGRADER_URL"
IDLE_SECONDS, FORK, LOG = "KOMPETENCEVEJ_IDLE_SECONDS", "KOMPETENCEVEJ_FORK", "KOMPETENCEVEJ_LOG"
LRS, LRS_LOGIN, PSEUDONYMS, BADGE_KEY = (
    "KOMPETENCEVEJ_LRS",
    "KOMPETENCEVEJ_LRS_LOGIN",
    "KOMPETENCEVEJ_PSEUDONYMS",
    "KOMPETENCEVEJ_BADGE_KEY",
)
SESSION_HOURS, SESSION_IDLE, SESSION_BEGAN = "KOMPETENCEVEJ_SESSION_HOURS", "KOMPETENCEVEJ_SESSION_IDLE", "KOMPETENCEVEJ_SESSION_BEGAN"
SESSION_SITE = "KOMPETENCEVEJ_SESSION_SITE"
SMTP_HOST, SMTP_PORT, SMTP_TLS = "KOMPETENCEVEJ_SMTP_HOST", "KOMPETENCEVEJ_SMTP_PORT", "KOMPETENCEVEJ_SMTP_TLS"
SMTP_FROM, SMTP_USER = "KOMPETENCEVEJ_SMTP_FROM", "KOMPETENCEVEJ_SMTP_USER"
SMTP_PASSWORD, SMTP_PASSWORD_FILE = "KOMPETENCEVEJ_SMTP_PASSWORD", "KOMPETENCEVEJ_SMTP_PASSWORD_FILE"
ADDRESS = "KOMPETENCEVEJ_ADDRESS"  # where colleagues open the course, for mails to say
MARKING, AUTOGRADE = "NBGRADER_EXECUTION", "autograde"  # how nbgrader tells a notebook that it runs to be marked
LOCAL, SHARED, LOCK_HELD = "KOMPETENCEVEJ_LOCAL", "KOMPETENCEVEJ_SHARED", "KOMPETENCEVEJ_LOCK_HELD"  # told by one process to its children


def home() -> Path:
    """The folder for the embedded database, released modules and submissions (`KOMPETENCEVEJ_HOME`)."""
    chosen = os.environ.get(HOME)
    return Path(chosen).absolute() if chosen else user_data_path("kompetencevej", appauthor=False)


def own() -> Path | None:
    """The municipality's own folder, which is laid over the course's files (`KOMPETENCEVEJ_OWN`; see `course.layers`), if there is one."""
    chosen = os.environ.get(OWN)
    return Path(chosen).absolute() if chosen else None


def module_roots() -> list[Path]:
    """The folders with modules' sources: the course's own, and the municipality's."""
    beside = own()
    return [modules(), beside / "modules"] if beside else [modules()]


def secret(kind: str, module: str) -> Path:
    """The file of a module's `keys`, `rubrics` or `calibration`: the course's, or the municipality's where only that has one."""
    path, beside = grading() / kind / f"{module}.yaml", own()
    alone = beside / kind / f"{module}.yaml" if beside else path
    return alone if alone.is_file() and not path.is_file() else path


def modules() -> Path:
    """The folder with the course's modules' sources, one folder a module (`KOMPETENCEVEJ_MODULES`)."""
    return Path(os.environ.get(MODULES) or ROOT / "modules").absolute()


def grading() -> Path:
    """The folder with the modules' keys, rubrics and calibration texts, in `keys/`, `rubrics/` and `calibration/` (`KOMPETENCEVEJ_GRADING`)."""
    return Path(os.environ.get(GRADING) or ROOT / "grading").absolute()


def data() -> Path:
    """The folder with competences, roles and the organisation's name (`KOMPETENCEVEJ_DATA`)."""
    return Path(os.environ.get(DATA) or Path(__file__).parent / "data").absolute()


def database() -> str:
    """The store's SQLAlchemy URL (`KOMPETENCEVEJ_DATABASE`); by default SQLite in `home()`."""
    return os.environ.get(DATABASE) or f"sqlite:///{home() / 'course.db'}"


def pages_database() -> str:
    """The store's URL for the pages' kernels, whose account need not reach more than answers (`KOMPETENCEVEJ_PAGES_DATABASE`); by default the store's."""
    return os.environ.get(PAGES_DATABASE) or database()


def gradebook() -> str:
    """The URL of nbgrader's gradebook (`KOMPETENCEVEJ_GRADEBOOK`); by default SQLite in `home()`."""
    return os.environ.get(GRADEBOOK) or f"sqlite:///{home() / 'gradebook.db'}"


def released() -> Path:
    """The folder with the modules as learners meet them (keys stripped)."""
    return home() / "release"


def choices() -> Path | None:
    """The file with what this installation chooses, deploy/hub/choices.toml (`KOMPETENCEVEJ_CHOICES`); a course by itself has none."""
    chosen = os.environ.get(CHOICES)
    return Path(chosen).absolute() if chosen else None


def badge_key() -> Path | None:
    """The file with the key that signs badges (`KOMPETENCEVEJ_BADGE_KEY`); None where no badges are given."""
    chosen = os.environ.get(BADGE_KEY)
    return Path(chosen).absolute() if chosen else None
