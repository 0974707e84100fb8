"""The Hub's configuration: what every installation has, then what this one chooses (choices.toml; `KOMPETENCEVEJ_CHOICES` names another file)."""

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

os.umask(0o077)  # what the Hub writes is its own account's alone
HERE = Path(__file__).parent
LOGINS_BYTES = 256 * 1024  # services ask here after all their logins, past the proxy
GATE = next(path for path in (HERE / "gate.py", HERE.parents[1] / "widgets" / "service" / "web" / "gate.py") if path.exists())
sys.path.insert(0, str(HERE))

import choices  # noqa: E402  the folder is not a package: the Hub reads it as it lies there, on Kubernetes too
import every_installation  # noqa: E402
import login  # noqa: E402

gate = spec_from_file_location("gate", GATE)  # the same door as the course's, whose other parts the Hub does not have on Kubernetes
door = module_from_spec(gate)
gate.loader.exec_module(door)
door.guard({"/hub/api/logins": LOGINS_BYTES})

c = get_config()  # noqa: F821  the Hub provides it
chosen = choices.read(Path(os.environ.get("KOMPETENCEVEJ_CHOICES") or HERE / "choices.toml"))
every_installation.configure(c, chosen)
login.configure(c, chosen)
if "KOMPETENCEVEJ_HUB_ADDRESS" in os.environ:
    import one_machine

    one_machine.configure(c, chosen)
