"""A sitemap of any length in; the same, or an index of parts that keep to the protocol's limit, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 50_000  # addresses in a file: sitemaps.org, "Sitemap file requirements"
NAME = "sitemap.xml"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
ENTRY = re.compile(r"<url>.*?</url>", re.DOTALL)


def parts_of(text: str, root: str, most: int = MOST) -> Iterator[OutputFile]:
    """Yield nothing for a sitemap within the limit; else its parts, and an index in its place.

    `root` is the address that the parts stand under; it ends in a slash.
    """
    entries = ENTRY.findall(text)
    if len(entries) <= most:
        return
    names = []
    for number, at in enumerate(range(0, len(entries), most), 1):
        names.append(f"sitemap-{number}.xml")
        rows = "\n".join(entries[at : at + most])
        yield OutputFile(names[-1], f'{XML}<urlset xmlns="{NAMESPACE}">\n{rows}\n</urlset>\n')
    rows = "\n".join(f"<sitemap><loc>{root}{name}</loc></sitemap>" for name in names)
    yield OutputFile(NAME, f'{XML}<sitemapindex xmlns="{NAMESPACE}">\n{rows}\n</sitemapindex>\n')


def root_of(text: str) -> str:
    """Return the site's address, which the shortest of a sitemap's addresses is; empty for a sitemap without any."""
    return min(re.findall(r"<loc>(.*?)</loc>", text), key=len, default="")
