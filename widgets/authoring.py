"""What an author's JupyterLab knows without an import: in a module's folder, `Choice("kanal-1")` is all a cell needs to say.

An IPython extension, which `ipython_kernel_config.json` beside it names to every kernel of the course's environment (`.venv/etc/ipython/`).
"""

from pathlib import Path
from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Give the components' names to the first cell that runs in a module's folder; an editor may go there only after the kernel has started."""

    def offer(_info: Any) -> None:
        if (Path.cwd() / "module.yaml").is_file():
            shell.events.unregister("pre_run_cell", offer)
            import widgets

            shell.push({name: getattr(widgets, name) for name in widgets.__all__}, interactive=False)

    shell.events.register("pre_run_cell", offer)
