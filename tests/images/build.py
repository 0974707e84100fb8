"""What `docker build` does, without Docker: a Dockerfile's steps, one layer each.

By hand, building and then running it: python -m tests.images.build deploy/Dockerfile doctor
"""

import hashlib
import io
import json
import posixpath
import shlex
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tests.images.base import base
from tests.images.container import Container, Image, kept
from tests.images.dockerfile import Step, assigned, filled_in, steps
from tests.images.layers import layer, tidy

ROOT = Path(__file__).parents[2]
Context = Mapping[str, Path]  # the files that COPY finds, by their names
TELLS = ("EXPOSE", "LABEL", "VOLUME", "CMD")  # they change no file; a command is what each test gives


class Build:
    """The stages of one Dockerfile. `instead` holds what is run in place of a RUN step that cannot be run here, by words that the step has."""

    def __init__(self, context: Context, instead: Mapping[str, str] | None = None, arguments: Mapping[str, str] | None = None) -> None:
        self.context, self.instead = context, instead or {}
        self.arguments = dict(arguments or {})
        self.stages: dict[str, Image] = {}
        self.image, self._stage = Image(()), ""
        self.replaced: list[Step] = []

    def of(self, text: str) -> Image:
        """The last stage's image."""
        do: dict[str, Callable[[Step], None]] = {
            "ARG": self._arg, "COPY": self._copy, "ENTRYPOINT": self._entrypoint, "ENV": self._env, "FROM": self._from,
            "RUN": self._run, "USER": self._user, "WORKDIR": self._workdir, **dict.fromkeys(TELLS, lambda _step: None),
        }  # fmt: skip
        for step in steps(text):
            if step.word not in do:
                raise ValueError(f"this builder knows no {step.word}")
            do[step.word](step)
        tidy()
        return self.image

    @property
    def _values(self) -> dict[str, str]:
        return {**self.arguments, **self.image.environment}

    def _arg(self, step: Step) -> None:
        name, _, default = step.rest.partition("=")
        self.arguments.setdefault(name, filled_in(default, self._values))

    def _env(self, step: Step) -> None:
        self.image = self.image.but(environment={**self.image.environment, **assigned(step.rest, self._values)})

    def _user(self, step: Step) -> None:
        self.image = self.image.but(user=filled_in(step.rest, self._values))

    def _entrypoint(self, step: Step) -> None:
        self.image = self.image.but(start=tuple(json.loads(step.rest)))

    def _from(self, step: Step) -> None:
        name, _, stage = filled_in(step.rest, self._values).partition(" AS ")
        self.stages[self._stage], self._stage = self.image, stage
        self.image = self.stages.get(name) or base(name)

    def _workdir(self, step: Step) -> None:
        folder = filled_in(step.rest, self._values)
        self._add(f"mkdir {folder}", lambda container: container.must("mkdir", "-p", folder, user="root"))
        self.image = self.image.but(folder=folder)

    def _run(self, step: Step) -> None:
        command = next((other for words, other in self.instead.items() if words in step.rest), step.rest)
        if command != step.rest:
            self.replaced.append(step)
        what = json.dumps([command, self._values, self.image.user, self.image.folder], sort_keys=True)
        self._add(what, lambda container: container.must("/bin/sh", "-c", command, **self._values))

    def _copy(self, step: Step) -> None:
        *sources, place = (filled_in(one, self._values) for one in shlex.split(step.rest))
        place, owner = posixpath.join(self.image.folder, place), step.options.get("chown", "0").partition(":")[0]
        if stage := step.options.get("from"):
            [source] = sources
            what, data = f"{self.stages[stage].layers} {source}", partial(_folder_of, self.stages[stage], source)
        else:
            folder, names = _placed(self.context, sources, place)
            place = folder
            packed = _packed({name: self.context[source] for name, source in names.items()}, step.options)
            what, data = hashlib.sha256(packed).hexdigest(), lambda: packed
        unpack = '[ -d "$1" ] || install -d -o "$2" -g "$2" "$1"; tar --extract --keep-directory-symlink --directory "$1"'
        self._add(
            f"{what} {place}", lambda container: container.must("/bin/sh", "-c", unpack, "sh", place, owner, user="root", data=data())
        )

    def _add(self, what: str, do: Callable[[Container], object]) -> None:
        def make(own: Path) -> None:
            with Container(below, own) as container:
                do(container)

        below = self.image
        self.image = below.but(layers=(*below.layers, layer(below.layers, what, make)))


def _folder_of(image: Image, folder: str) -> bytes:
    """A folder of an image, as an archive."""
    with TemporaryDirectory(dir=kept()) as own, Container(image, Path(own)) as container:
        command = container.command("tar", "--create", "--directory", folder, ".", user="root")
        return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def _placed(context: Context, sources: list[str], place: str) -> tuple[str, dict[str, str]]:
    """Where COPY puts what: the folder, and below it the name of each file, with the name it has in the context."""
    found: dict[str, str] = {}
    for source in (one.strip("/") for one in sources):
        below = {name.removeprefix(f"{source}/"): name for name in context if name.startswith(f"{source}/")}
        if source in context and not place.endswith("/"):
            return posixpath.dirname(place), {posixpath.basename(place): source}
        found |= below or {posixpath.basename(source): source}
    return place, found


def _packed(files: Context, options: Mapping[str, str]) -> bytes:
    """The files as an archive that is the same for the same files."""
    owner = int(options.get("chown", "0").partition(":")[0])
    packed = io.BytesIO()
    folders = {str(above) for name in files for above in PurePosixPath(name).parents} - {"."}
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in sorted(folders):
            about = tarfile.TarInfo(name)
            about.type, about.mode, about.uid, about.gid = tarfile.DIRTYPE, 0o755, owner, owner
            archive.addfile(about)
        for name, path in sorted(files.items()):
            about = tarfile.TarInfo(name)
            about.size, about.uid, about.gid = path.stat().st_size, owner, owner
            about.mode = int(options.get("chmod", "0"), 8) or (0o755 if path.stat().st_mode & 0o100 else 0o644)
            with path.open("rb") as file:
                archive.addfile(about, file)
    return packed.getvalue()


def repository() -> Context:
    """What a clone of the repository has."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.split("\0")
    return {name: ROOT / name for name in names if name and (ROOT / name).is_file()}


def main() -> None:
    """Build the image of a Dockerfile and run it with what follows."""
    recipe, *arguments = sys.argv[1:]
    image = Build(repository()).of(Path(recipe).read_text("utf-8"))
    with TemporaryDirectory() as own, Container(image, Path(own)) as container:
        sys.exit(subprocess.run(container.command(*image.start, *arguments), check=False).returncode)


if __name__ == "__main__":
    main()
