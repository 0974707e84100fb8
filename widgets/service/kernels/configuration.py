"""What kernels are told: when they end, how they are reached, and what of the service's environment they know."""

import os
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from traitlets import default
from traitlets.config import Config

from course import settings
from widgets.service.kernels import forking

IDLE_SECONDS = 30 * 60
# A list of what may pass rather than of what may not: a token or password that somebody adds to the service's environment stays there.
PASSED_ON = {
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONWARNINGS",
    "LD_LIBRARY_PATH", "XDG_DATA_HOME", "XDG_CACHE_HOME", "SYSTEMROOT", "APPDATA", "LOCALAPPDATA", "USERPROFILE", settings.DATA,
    settings.OWN,
}  # fmt: skip


def for_managers() -> Config:
    """What the kernels' managers are told.

    An idle kernel is culled although its page is open: answers are saved as they change, a visible page keeps its kernel awake (`Pulse`),
    and a page forgotten in a tab would otherwise hold its memory for days. A kernel that dies is not restarted behind the reader's back,
    since the new one would know nothing of the page; the page says what happened instead.
    """
    config = Config()
    config.MappingKernelManager.cull_idle_timeout = int(os.environ.get(settings.IDLE_SECONDS) or IDLE_SECONDS)
    config.MappingKernelManager.cull_interval = max(1, min(60, config.MappingKernelManager.cull_idle_timeout // 4))
    config.MappingKernelManager.cull_connected = True
    config.KernelManager.autorestart = False
    config.VoilaConfiguration.kernel_spec_manager_class = OwnKernel
    if forking.possible():
        config.KernelProvisionerFactory.default_provisioner_name = forking.PROVISIONER
        # a port that is free when it is chosen may be taken when the kernel gets to it, and others on the machine may knock at it
        config.KernelManager.transport = "ipc"
    return config


class OwnKernel(KernelSpecManager):
    """Knows the Python that runs the service, and nothing else: a kernel in the user's own folders must not stand in for it."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


def environment(folder: Path) -> dict[str, str]:
    """What a kernel knows of the service's environment; what IPython keeps is kept in `folder`."""
    passed = {key: value for key, value in os.environ.items() if key in PASSED_ON or key.startswith("LC_")}
    own = {
        settings.HOME: str(settings.home()),
        settings.DATABASE: settings.pages_database(),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    return {**passed, **own}
