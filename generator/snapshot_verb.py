"""Arguments of `snapshot` in; the site built and packed, where it is said, an exit code out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from generator import commands, disk
from generator.curating import CONFIG, FORMAT
from generator.markdown import slug
from generator.report import report, said, working
from generator.sentences import counted

FOLDER = Path("dist")
SNAPSHOT_EXAMPLES = """
\b
Examples:
  reading-list snapshot                    build, and pack into dist/
  python3 dist/NAME.zip                    look at what was packed
  python3 dist/NAME.zip --check            whether every file is whole
"""


@click.command(epilog=SNAPSHOT_EXAMPLES)
@CONFIG
@FORMAT
@click.option("--into", type=click.Path(path_type=Path), help="The archive.  [default: dist/NAME-DAY.zip]")
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes.  [default: site]")
@click.option("--site-url", metavar="URL", help="Where the site is served, for links that must be whole.")
def snapshot(config_file: Path, printing: str, into: Path | None, site_dir: Path | None, site_url: str | None) -> int:
    """Build the site, and pack it with its data and what it was made of into one archive that serves itself.

    The day in its name is that of the list's latest capture; the same list gives the same archive.
    """
    from generator.snapshot import pack  # noqa: PLC0415 -- it loads MkDocs, which no other verb should wait for

    loaded = commands.load(config_file)
    built = commands.build(config_file, loaded, site_dir, site_url, working)
    code = report(built.problems, printing, strict=False)
    if built.site is None:
        said("Nothing was packed, because the site was not built.")
        return code or 1
    epoch = commands.epoch(built.library)
    day = datetime.fromtimestamp(epoch, UTC).date().isoformat() if epoch else ""
    name = "-".join(filter(None, [slug(loaded.inputs.configuration.site_name), day]))
    target = into or loaded.root / FOLDER / f"{name}.zip"
    with working("Packing the site"):
        count = pack(built.site, loaded.root, loaded.inputs, target, day)
    size = target.stat().st_size / 1e6
    said(f"{counted(count, 'file')} are in {disk.shown(target)} ({size:,.1f} MB).")
    said(f"To look at it: python3 {disk.shown(target)}")
    return code
