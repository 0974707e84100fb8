"""The one file of a backup: a tar.gz whose first member says what the others must be."""

import hashlib
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from course.backup.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
MANIFEST_BYTES = 64 * 2**20


class Member(BaseModel):
    """One file in the archive."""

    size: int
    sha256: str


class Manifest(BaseModel):
    """What an archive holds. `schema_version` is the store's; `made_at` is UTC."""

    format: int
    course: str
    schema_version: str
    made_at: datetime
    databases: dict[str, str]
    members: dict[str, Member]


def members(folder: Path) -> dict[str, Member]:
    """All files under `folder`, by their path in it."""
    return {str(path.relative_to(folder)): _member(path) for path in _files(folder)}


def pack(folder: Path, manifest: Manifest, target: Path) -> None:
    """Write the archive, readable by its owner alone, and only when it is whole under its name. Raises BackupError and OSError."""
    if os.path.lexists(target):
        raise BackupError(f"{target} findes i forvejen; vælg et andet navn.", f"{target} is already there; choose another name.")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                _add_manifest(tar, manifest, folder)
                for member in manifest.members:
                    tar.add(folder / member, arcname=member, recursive=False)
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> Manifest:
    """Take the archive out into the empty `folder`, and compare every file with the manifest. Raises BackupError and OSError."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            manifest = _manifest(tar)
            _require_room(manifest, folder)
            for found in tar:
                if found.name == MANIFEST:
                    continue
                if not found.isfile() or found.name not in manifest.members or found.size != manifest.members[found.name].size:
                    raise _damaged(file, found.name)
                _take_out(tar, found, folder)
    except (tarfile.TarError, EOFError, zlib.error, ValidationError, KeyError, OverflowError) as error:
        raise _damaged(file, type(error).__name__) from error
    except OSError as error:
        if error.errno is None:  # gzip says so of what is no gzip file, or of a wrong checksum
            raise _damaged(file, str(error)) from error
        raise
    wrong = [name for name, member in manifest.members.items() if not (folder / name).is_file() or _member(folder / name) != member]
    if wrong:
        raise _damaged(file, wrong[0])
    return manifest


def _take_out(tar: tarfile.TarFile, found: tarfile.TarInfo, folder: Path) -> None:
    """Write one file below `folder`, as `tarfile.data_filter` would have it, which Python 3.11 lacks before its fourth release: Debian 12 has the second."""
    target, source = folder / found.name, tar.extractfile(found)
    if source is None or not target.resolve().is_relative_to(folder.resolve()):
        raise KeyError(found.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
    target.chmod(found.mode & 0o755 | 0o600)
    os.utime(target, (found.mtime, found.mtime))


def _damaged(file: Path, what: str) -> BackupError:
    return BackupError(
        f"{file} er ikke en hel sikkerhedskopi ({what}). Intet er ændret; brug en anden.",
        f"{file} is not a whole backup ({what}). Nothing was changed; use another.",
    )


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    if first is None or first.name != MANIFEST or not first.isfile() or first.size > MANIFEST_BYTES:
        raise KeyError(MANIFEST)
    file = tar.extractfile(first)
    assert file is not None
    return Manifest.model_validate_json(file.read())


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest, folder: Path) -> None:
    path = folder / MANIFEST
    path.write_text(manifest.model_dump_json(indent=1), "utf-8")
    tar.add(path, arcname=MANIFEST)
    path.unlink()


def _require_room(manifest: Manifest, folder: Path) -> None:
    needed = sum(member.size for member in manifest.members.values())
    if needed > (free := shutil.disk_usage(folder).free):
        raise BackupError(
            f"Der er ikke plads: {needed} byte skal pakkes ud, og {free} er ledige. Intet er ændret.",
            f"There is no room: {needed} bytes are to be unpacked, and {free} are free. Nothing was changed.",
        )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _member(path: Path) -> Member:
    with path.open("rb") as file:
        return Member(size=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest())
