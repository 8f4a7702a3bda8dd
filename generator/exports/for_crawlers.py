"""A library in; `llms.txt`, by which language models find the Markdown files, and `robots.txt` out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.contract import Catalogue, Export
from generator.exports.lists import collection_list
from generator.exports.texts import clean
from generator.markdown import commonmark
from generator.model import OutputFile
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Library
    from generator.settings import Configuration

MOST = 20  # tags of each facet, those that most papers bear: the file is to be read whole


def write(library: Library, configuration: Configuration) -> Iterator[OutputFile]:
    """Yield both files."""
    catalogue = Catalogue(library, configuration)
    yield OutputFile("llms.txt", "\n\n".join(_llms(catalogue)) + "\n")
    sitemap = catalogue.address("sitemap.xml")
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {sitemap}"] if sitemap else [])]
    yield OutputFile("robots.txt", "\n".join(lines) + "\n")


def _llms(catalogue: Catalogue) -> Iterator[str]:
    """Yield the parts in the order that llmstxt.org gives: name, what it is, and lists of links."""
    configuration = catalogue.configuration
    yield f"# {commonmark(clean(configuration.site_name))}"
    if configuration.site_description:
        yield f"> {commonmark(clean(configuration.site_description))}"
    yield (
        "The whole list, each paper, each tag, each collection and each year has a Markdown twin: leave off the last "
        "slash of its page's address and add `.md`. Those of tags and years have no abstracts. `index.json` says what "
        "else there is for programs."
    )
    count = len(catalogue.library.papers)
    yield f"## Papers\n\n{_link(catalogue, 'All papers', 'papers.md', count)}"
    shown = [one for one in catalogue.library.collections if one.papers]
    if shown:
        rows = [_link(catalogue, one.title, f"{collection_list(one)}.md", len(one.papers)) for one in shown]
        yield "## Collections\n\n" + "\n".join(rows)
    bearers = catalogue.library.bearers
    for facet in FACETS:
        keys = sorted((key for key in bearers if key.facet == facet.name), key=lambda key: -len(bearers[key]))[:MOST]
        tags = catalogue.library.tags
        rows = [_link(catalogue, tags[key].name, f"{key.facet}/{key.slug}.md", len(bearers[key])) for key in keys]
        if rows:
            yield f"## {facet.title}\n\n" + "\n".join(rows)


def _link(catalogue: Catalogue, name: str, path: str, count: int) -> str:
    return f"- [{commonmark(clean(name))}]({catalogue.address(path) or path}): {count:,} paper{'s' * (count != 1)}"


EXPORT = Export("llms.txt", write)
