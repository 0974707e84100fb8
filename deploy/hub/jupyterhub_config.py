"""The Hub's configuration: what every installation has, then what this one chooses (choices.toml; `KOMPETENCEVEJ_CHOICES` names another file)."""

import os
import sys
from pathlib import Path

os.umask(0o077)  # what the Hub writes is its own account's alone
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import choices  # noqa: E402  the folder is not a package: the Hub reads it as it lies there, on Kubernetes too
import every_installation  # noqa: E402
import login  # noqa: E402

c = get_config()  # noqa: F821  the Hub provides it
chosen = choices.read(Path(os.environ.get("KOMPETENCEVEJ_CHOICES") or HERE / "choices.toml"))
every_installation.configure(c, chosen)
login.configure(c, chosen)
if "KOMPETENCEVEJ_HUB_ADDRESS" in os.environ:
    import one_machine

    one_machine.configure(c, chosen)
