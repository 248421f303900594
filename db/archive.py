"""The file of a backup: parts and a manifest with their checksums, in one ``.tar.gz``."""

from __future__ import annotations

import hashlib
import io
import shutil
import tarfile
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

_MANIFEST = "manifest.json"


class BackupError(Exception):
    """Nothing to back up, or a file that cannot be restored; the message says why."""


class Manifest(BaseModel):
    """What a backup holds; ``sha256`` by the name of each part."""

    format: Literal[1] = 1
    created: datetime
    database: Literal["sqlite", "postgresql"]
    revision: str
    sha256: dict[str, str]


def sha256(path: Path) -> str:
    """A file's checksum in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(manifest: Manifest, parts: list[Path], target: Path) -> None:
    """Write the archive: whole or not at all, readable by its owner alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".part")
    unfinished.touch(mode=0o600)
    try:
        with tarfile.open(unfinished, "w:gz") as archive:
            described = manifest.model_dump_json(indent=1).encode()
            entry = tarfile.TarInfo(_MANIFEST)
            entry.size = len(described)
            archive.addfile(entry, io.BytesIO(described))
            for part in parts:
                archive.add(part, part.name)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Extract the parts that the manifest names, into ``folder`` and nowhere else. Raises BackupError."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            _extract(archive, _MANIFEST, folder / _MANIFEST)
            manifest = Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
            for name in manifest.sha256:
                _extract(archive, name, folder / Path(name).name)
    except ValidationError as error:
        raise BackupError(f"{source}: its manifest cannot be read") from error
    except (OSError, EOFError, KeyError, tarfile.TarError) as error:
        raise BackupError(f"{source} is no backup of ours: {error}") from error
    for name, expected in manifest.sha256.items():
        if sha256(folder / Path(name).name) != expected:
            raise BackupError(f"{name} in {source} is damaged")
    return manifest


def _extract(archive: tarfile.TarFile, name: str, target: Path) -> None:
    member = archive.extractfile(name)
    if member is None:
        raise KeyError(name)
    with target.open("wb") as file:
        shutil.copyfileobj(member, file)
