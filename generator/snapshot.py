"""A built site and what it was made of in; one archive with checksums, which serves itself, out."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.site import MARKER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.pipeline import Inputs

BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows: no file tells when it was written
README = """{name}
{line}

A snapshot of a reading list{day}: all of its pages with their search, its data, and what it was made of.

To read it, with nothing but Python 3.9 or newer:

    python3 {file}

and open the address that this prints. To see whether every file is as it was packed:

    python3 {file} --check

Or unpack it as any zip file: then `python3 FOLDER` serves it, and in it `sha256sum --check SHA256SUMS` checks it.

site/    the pages. At its root papers.json has every paper, tags.json every tag, and index.json says what else there
         is; the schemas beside them say what each field means.
list/    {made}

Made with reading-list {version}.
"""
MADE = """what the site was made of: sources, notes, collections, settings. Laid over a checkout of the generator,
         `reading-list build` makes the site anew."""
WITHHELD = "settings, notes and collections. The sources are not here, for this list may not publish their abstracts."


def pack(site: Path, root: Path, inputs: Inputs, target: Path, day: str = "") -> int:
    """Write the archive to `target` and return how many files are in it; who is cut off leaves the old one whole.

    Names are sorted, and neither clock, owner nor place on the disk is in it: the same files give the same bytes.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    os.close(handle)
    try:
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
            count = _fill(archive, {**_site(site), **_list(root, inputs)}, _own(inputs, target, day))
        Path(scratch).chmod(0o644)
        Path(scratch).replace(target)
    finally:
        Path(scratch).unlink(missing_ok=True)
    return count


def _fill(archive: zipfile.ZipFile, files: Mapping[str, Path | bytes], own: Mapping[str, bytes]) -> int:
    """Write our own files first, so that they are found first; the checksums of all come last."""
    rows = []
    for name, held in [*own.items(), *sorted(files.items())]:
        data = held.read_bytes() if isinstance(held, Path) else held
        rows.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        archive.writestr(_entry(name), data)
    archive.writestr(_entry("SHA256SUMS"), "".join(rows).encode())
    return len(rows)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # of Unix, wherever it is made
    entry.external_attr = 0o100644 << 16
    return entry


def _own(inputs: Inputs, target: Path, day: str) -> dict[str, bytes]:
    name = " ".join(inputs.configuration.site_name.split())
    made = MADE if inputs.configuration.reading_list.publish_abstracts else WITHHELD
    told = f", as it was on {day}" if day else ""
    words = README.format(name=name, line="=" * len(name), day=told, file=target.name, made=made, version=__version__)
    program = (resources.files("generator") / "snapshot_main.py").read_bytes()
    return {"README.txt": words.encode("utf-8", "replace"), "__main__.py": program}


def _site(site: Path) -> dict[str, Path]:
    found = (path for path in site.rglob("*") if path.is_file() and path.name != MARKER)
    return {f"site/{path.relative_to(site).as_posix()}": path for path in found}


def _list(root: Path, inputs: Inputs) -> dict[str, bytes | Path]:
    """Return what the list is made of; without its sources where their abstracts may not be published."""
    configuration = inputs.configuration
    files: dict[str, bytes | Path] = {}
    if configuration.reading_list.publish_abstracts:
        for source in inputs.sources:
            name = source.name or source.path
            files[name] = source.data
            if source.sidecar:
                files[f"{name.rpartition('.')[0]}{Path(source.sidecar.path).suffix}"] = source.sidecar.data
    docs = configuration.docs_dir
    files |= {f"{docs}/{one.path}": root / docs / one.path for one in inputs.written}
    files |= {f"{docs}/{path}": root / docs / path for path in inputs.assets}
    named = ("mkdocs.yml", configuration.reading_list.labels, *configuration.reading_list.vocabulary)
    files |= {name: root / name for name in named if (root / name).is_file()}
    return {f"list/{name.removeprefix('/').replace('../', '')}": held for name, held in files.items()}
