"""A backup of everything, the Hub's database too, is put back by the owner's account while the course runs behind the Hub."""

from pathlib import Path

from sqlalchemy import create_engine, text

from course import settings
from course.modules import load_module
from course.store import Store
from deploy.one_machine.installation import Installation
from tests.actors import kernel_of
from tests.hub.conftest import Who

MODULE = load_module(settings.modules() / "1-virtuelle-samtaler")
TASK = "kanal-foerste-samtale"
PAGE = f"module/{MODULE.id}/4-vis-hvad-du-kan"


def test_after_a_disaster_everybody_is_logged_in_still_and_finds_what_the_backup_holds(
    installation: Installation, known: Who, store: Store, tmp_path: Path
) -> None:
    anna, file = known("anna"), tmp_path / "all.backup"
    with_hub = {"KOMPETENCEVEJ_HUB_DATABASE": installation.url("hub", "jupyterhub")}
    first = store.answers.save("anna", MODULE, TASK, ["telefon"], 0)
    installation.command("backup", str(file), account="owner", **with_hub)
    store.answers.save("anna", MODULE, TASK, ["oev-foerst"], first.revision)
    _drop_everything(installation)
    assert anna.get(PAGE).status == 503
    installation.command("restore", str(file), "--replace", account="owner", **with_hub)
    installation.command("prepare", account="owner")
    answer = store.answers.get("anna", MODULE.id, MODULE.tasks[TASK])
    assert answer is not None
    assert answer.value == ["telefon"]
    assert kernel_of(anna.get(PAGE))
    store.answers.save("anna", MODULE, TASK, ["oev-foerst"], answer.revision)
    assert known("trine").get("trainer").status == 200
    assert known("lone").get("team").status == 200


def _drop_everything(installation: Installation) -> None:
    engine = create_engine(installation.url("owner"))
    with engine.begin() as connection:
        for table in ("result", "evidence", "submission", "attempt", "answer", "viewing", "person", "alembic_version"):
            connection.execute(text(f"drop table {table} cascade"))
    engine.dispose()
