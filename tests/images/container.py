"""An image at work, apart from the machine: its own files, its own processes. The network is the machine's."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

OVERLAY = 'cd "$1" && mkdir -p lower upper work root && mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work root'
APART = ("setpriv", "--pdeathsig=KILL", "unshare", "--mount", "--pid", "--fork", "--kill-child")
"""What a command begins with that mounts something: with whoever has started it, it ends, and what is mounted is gone."""
# Runs in namespaces of its own, so that mounts and processes are gone with it. The shell itself opens /proc/self, which tells the machine's number for it.
BEGIN = """
set -e
read -r pid _ < /proc/self/stat
cd "$LAYERS"
mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$UPPER,workdir=$WORK" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
touch "$ROOT/etc/resolv.conf"
mount --bind /etc/resolv.conf "$ROOT/etc/resolv.conf"
exec chroot "$ROOT" sh -c 'echo "$0"; exec sleep infinity' "$pid"
"""


@cache
def kept() -> Path:
    """The folder of the layers: the account's cache, since what an earlier run has made need not be made again; else one in memory.

    A machine whose own files are an overlay can lay no other over them.
    """
    places = [user_cache_path("kompetencevej") / "images", Path("/dev/shm/kompetencevej/images")]
    return next((place for place in places if _takes_layers(place)), places[0])


def _takes_layers(place: Path) -> bool:
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".try-") as tried:
        return subprocess.run(["unshare", "--mount", "sh", "-c", OVERLAY, "sh", tried], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Image:
    """Layers, the lowest first, and what holds for whatever runs on them."""

    layers: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"})
    user: str = "root"
    folder: str = "/"
    start: tuple[str, ...] = ()

    def but(self, **changes: Any) -> "Image":
        """The image with these changes."""
        return replace(self, **changes)


class Container:
    """One run of an image. What is written in it goes to `own`, and nothing that was started in it outlives it."""

    def __init__(self, image: Image, own: Path) -> None:
        self.image, self.own = image, own
        self.pid = 0
        self._holder: subprocess.Popen[str] | None = None

    def start(self) -> "Container":
        """Set it up, with nothing running in it yet. Raises PermissionError where this account may not."""
        upper, work, root = (self.own / name for name in ("upper", "work", "root"))
        for folder in (upper, work, root):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)  # the upper one's is the mode of the root
        lower = ":".join(reversed(self.image.layers))
        places = {"LAYERS": str(kept()), "LOWER": lower, "UPPER": str(upper), "WORK": str(work), "ROOT": str(root)}
        command = [*APART, "sh", "-c", BEGIN]
        self._holder = subprocess.Popen(command, env={**os.environ, **places}, stdout=subprocess.PIPE, text=True)
        assert self._holder.stdout
        said = self._holder.stdout.readline()
        if not said:
            self.stop()
            raise PermissionError("A container without Docker needs an account that may mount (root). Run the tests as such an account.")
        self.pid = int(said)
        return self

    def stop(self) -> None:
        """End it, with all that runs in it."""
        if self._holder:
            self._holder.kill()  # and with it everything inside
            self._holder.communicate()
            self._holder = None

    def __enter__(self) -> "Container":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def command(self, *argv: str, user: str = "", **environment: str) -> list[str]:
        """The command that runs argv inside, as the image's account (or another) and where the image says."""
        inside = ["nsenter", f"--target={self.pid}", "--mount", "--pid", "--root", "chroot", f"--userspec={user or self.image.user}", "/"]
        values = {**self.image.environment, **environment}
        return [*inside, "env", "--ignore-environment", f"--chdir={self.image.folder}", *(f"{k}={v}" for k, v in values.items()), *argv]

    def run(self, *argv: str, user: str = "", data: bytes | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run argv inside. Its end is the caller's to judge."""
        command = self.command(*argv, user=user, **environment)
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        return subprocess.CompletedProcess(
            argv, done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        )

    def must(self, *argv: str, user: str = "", data: bytes | None = None, **environment: str) -> str:
        """What argv says. Raises AssertionError where it fails."""
        done = self.run(*argv, user=user, data=data, **environment)
        assert done.returncode == 0, f"{shlex.join(argv)[:300]}\n{(done.stdout + done.stderr)[-4000:]}"
        return done.stdout
