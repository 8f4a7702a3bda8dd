"""Papers and a choice in; what Explore should find and count, by plain Python over papers.json, out; and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playwright.sync_api import Locator, Page

Paper = dict[str, Any]


def bears(paper: Paper, facet: str) -> set[str]:
    """Return a paper's values of a facet."""
    if facet in ("year", "venue"):
        return {str(paper[facet])} if paper[facet] else set()
    if facet == "introduces":
        return {kind for one in paper["introduces"] for kind in ("something", one["kind"])}
    return {tag["name"] for tag in paper[facet]}


@dataclass(frozen=True)
class Choice:
    """What is required, of what one is enough, and what is excluded, by facet."""

    every: Mapping[str, list[str]] = field(default_factory=dict)
    some: Mapping[str, list[str]] = field(default_factory=dict)
    none: Mapping[str, list[str]] = field(default_factory=dict)

    def fits(self, paper: Paper) -> bool:
        """Say whether a paper is to be found."""
        return (
            all(set(names) <= bears(paper, facet) for facet, names in self.every.items())
            and all(set(names) & bears(paper, facet) for facet, names in self.some.items() if names)
            and not any(set(names) & bears(paper, facet) for facet, names in self.none.items())
        )

    def of(self, papers: Iterable[Paper]) -> list[str]:
        """Return the titles to be found, in order of the alphabet."""
        return sorted(paper["title"] for paper in papers if self.fits(paper))


class Explore:
    """The page, as a reader uses it."""

    def __init__(self, page: Page, root: str, *, phone: bool = False) -> None:
        self.page, self.root, self.phone = page, root, phone

    def go(self, query: str = "") -> Explore:
        """Open the page with a choice in its address, and wait for what it finds."""
        self.page.goto(f"{self.root}explore/{query}")
        self.settled()
        return self

    def settled(self) -> None:
        """Wait until what was asked last is shown."""
        expect(self.page.locator(".results")).to_have_attribute("aria-busy", "false")

    @property
    def summary(self) -> Locator:
        """Return what is announced."""
        return self.page.locator(".summary")

    @property
    def words(self) -> Locator:
        """Return the box for words."""
        return self.page.get_by_role("searchbox", name="Words")

    @property
    def query(self) -> str:
        """Return the choice in the address."""
        return self.page.url.partition("?")[2]

    @property
    def filters(self) -> Locator:
        """Return the filters where they are: at the side, or in the sheet."""
        return self.page.locator(".sheet" if self.phone else ".side")

    def open_filters(self) -> None:
        """Open the sheet, on a phone."""
        if self.phone and not self.page.locator(".sheet").is_visible():
            self.page.get_by_role("button", name=re.compile("^Filters")).click()
        self.settled()

    def close_filters(self) -> None:
        """Close the sheet, on a phone."""
        if self.phone:
            self.page.locator(".sheet-foot button").click()

    def unfold(self, facet: str) -> Locator:
        """Open a facet's group, and return it."""
        self.open_filters()
        group = self.filters.locator("details.group", has=self.page.locator(f"summary.{facet}"))
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        expect(group.locator("li").first).to_be_visible()
        self.settled()
        return group

    def box(self, facet: str, name: str) -> Locator:
        """Return a value's box."""
        return self.unfold(facet).get_by_role("checkbox", name=re.compile(rf"^{re.escape(name)} \D{{0,2}}[\d,]+$"))

    def how(self, facet: str, name: str, said: str) -> None:
        """Make a chosen value required, alternative or excluded."""
        self.unfold(facet).get_by_role("radio", name=f"{name}: {said}").check(force=True)
        self.settled()

    def titles(self) -> list[str]:
        """Return all titles that are found, in order of the alphabet."""
        self.settled()
        self.close_filters() if self.page.locator(".sheet").is_visible() else None
        more = self.page.get_by_role("button", name=re.compile("^Show .* more of"))
        while more.is_visible():
            shown = self.page.locator(".results > li").count()
            more.click()
            expect(self.page.locator(".results > li")).not_to_have_count(shown)
        return sorted(self.page.locator(".results h2").all_text_contents())

    def counts(self, facet: str) -> dict[str, int]:
        """Return the number beside each value of a facet."""
        group = self.unfold(facet)
        whole = group.get_by_role("button", name=re.compile("^Show all"))
        if whole.is_visible():
            whole.click()
        said = group.locator("li .value").all_inner_texts()
        return {name: int(number) for name, number in (one.rsplit("\n", 1) for one in said)}
