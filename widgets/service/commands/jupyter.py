"""What jupyter-server-proxy is told of the course (entry point group `jupyter_serverproxy_servers`), so that any Jupyter server can open it."""

import sys
from pathlib import Path
from typing import Any

START_SECONDS = 120  # the modules of an installation that nobody has prepared are released first
ICON = Path(__file__).parents[2] / "theme" / "static" / "mark.svg"


def server() -> dict[str, Any]:
    """How to start the course, and where it is: below the Jupyter server's own address, on a socket that only its user can reach."""
    command = str(Path(sys.executable).with_name("kompetencevej"))
    return {
        "command": [command, "serve-in-jupyter", "{unix_socket}", "{base_url}kompetencevej/"],
        "unix_socket": True,
        "absolute_url": True,
        "timeout": START_SECONDS,
        "new_browser_tab": True,
        "launcher_entry": {"title": "Kompetencevej", "icon_path": str(ICON)},
    }
