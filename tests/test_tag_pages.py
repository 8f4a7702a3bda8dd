"""Pages of tags, directories, comparisons: what they say of years, company and order; and no name breaks them."""

from __future__ import annotations

import re
from functools import cache

import pytest
from journeys import Page, assert_inert, assert_links_lead_somewhere, flat, journey, pages_of

from generator.model import SourceFile
from generator.pages.facet import FOLDED
from generator.pages.letters import squeezed
from generator.pages.together import SHOWN

pytestmark = pytest.mark.usefixtures("few_names")

PAPERS = (
    ("Lanterns", 2019, "We read lanterns with BERT on ImageNet. BERT reads well, says BERT."),
    ("Signs Read by BERT", 2021, "We read signs with BERT and ViT on ImageNet."),
    ("Lamps", None, "We read lamps with BERT, ViT and Swin on COCO."),
    ("Oil", 2021, "We burn oil with ViT alone."),
)


@cache
def site(*papers: tuple[str, int | None, str]) -> dict[str, str]:
    """Return the files of a list of these papers."""
    entries = ""
    for at, (title, year, text) in enumerate(papers):
        dated = f", year = {{{year}}}" if year else ""
        entries += f"@misc{{k{at}, title = {{{title}}}, abstract = {{{text}}}{dated}}}\n"
    return {file.path: file.text for file in journey(SourceFile("sources/a.bib", entries.encode()))[1]}


def page(path: str) -> Page:
    """Return a page of the small list."""
    return Page(site(*PAPERS)[path])


def test_a_tag_says_when_and_what_is_not_known():
    """The lead says from when to when papers name it, of how many no year is known, and that none introduces it."""
    said = flat(page("models/bert.md").text)
    assert "Named in 3 papers, 2019 to 2021. The year of 1 of them is not known. No paper of this list" in said
    assert "(1 of unknown year left out)" in said


def test_years_are_columns_that_lead_to_explore():
    """Each year with papers is a link that says its number; the table beside it has the same, and the list's in all."""
    found = page("models/vit.md")
    assert "figure" not in {name for name, _ in found.elements}  # its papers are of one year
    found = page("models/bert.md")
    labels = {
        attrs["aria-label"]: attrs["href"]
        for name, attrs in found.elements
        if name == "a" and re.match(r"\d{4}", attrs.get("aria-label", ""))
    }
    assert labels == {
        "2019: 1 paper": "../../explore/?models=BERT&year=2019",
        "2021: 1 paper": "../../explore/?models=BERT&year=2021",
    }
    table = site(*PAPERS)["models/bert.md"].split("<tbody>")[1].split("</tbody>")[0]
    assert re.findall(r">(\d+)<", table) == ["2019", "1", "1", "2021", "1", "2"]


def test_what_a_tag_meets_is_counted_and_linked():
    """Tags of the same papers stand by facet, the most frequent first, each number a link to the papers of both."""
    found = page("models/bert.md")
    text = flat(found.text)
    company = text.split("Named together with it")[1].split("Named in")[0]
    assert re.findall(r"(\w+) (\d) papers? names? BERT and \1", company) == [
        ("ViT", "2"),
        ("Swin", "1"),
        ("ImageNet", "2"),
        ("COCO", "1"),
    ]
    assert "../explore/index.md?models=BERT&models=ViT" in found.hrefs
    assert "../explore/index.md?models=BERT&datasets=COCO" in found.hrefs


def test_a_tag_of_one_paper_has_no_figures():
    """Where there is one paper there is nothing to count."""
    found = page("models/swin.md")
    assert "Named together" not in found.text
    assert "figure" not in {name for name, _ in found.elements}


def test_papers_that_are_about_it_come_first():
    """A title with the name in it outweighs names in the text, and three names one."""
    rows = re.findall(r"^### \[(.*?)\]", site(*PAPERS)["models/bert.md"], re.MULTILINE)
    rows = [row for row in rows if row in {title for title, _, _ in PAPERS}]
    assert rows == ["Signs Read by BERT", "Lanterns", "Lamps"]


def test_only_the_first_page_has_the_figures():
    """With more than a hundred papers the further pages are rows alone, without the figures' style."""
    papers = tuple((f"Lantern {number}", 2000 + number % 5, "We use BERT and ViT.") for number in range(120))
    first, second = (Page(site(*papers)[path]) for path in ("models/bert.md", "models/bert/page-2.md"))
    assert {"figure", "svg"} <= {name for name, _ in first.elements}
    assert "Named together" in first.text
    assert not {"figure", "svg"} & {name for name, _ in second.elements}
    assert "Named together" not in second.text
    assert first.meta["styles"] == ["take", "figures"]
    assert second.meta["styles"] == ["take"]


def test_company_is_short():
    """However many tags a tag meets, a facet shows its six most frequent."""
    names = [f"Lampnet{letter}" for letter in "ABCDEFGHIJ"]
    papers = tuple((f"{name}: A Lamp", 2020, f"We introduce {name}, a model. It beats BERT.") for name in names)
    company = flat(Page(site(*papers)["models/bert.md"]).text).split("Named together with it")[1].split("Named in")[0]
    assert len(re.findall(r"1 paper names BERT and Lampnet", company)) == SHOWN


def test_a_directory_has_every_tag_once_in_its_index():
    """Below “All …” each tag of the facet stands once, with its count and the year of its first known paper."""
    text = site(*PAPERS)["models/index.md"].split("## All models")[1]
    assert re.findall(
        r"^- \[(\w+)\]\((\S+?)\)\{ .tag .models(?: data-first=\"(\d+)\")?.*? \} (\d+)$", text, re.MULTILINE
    ) == [
        ("BERT", "bert.md", "2019", "3"),
        ("Swin", "swin.md", "", "1"),
        ("ViT", "vit.md", "2021", "3"),
    ]


def test_a_tag_is_found_by_its_other_names():
    """The directory's script finds a tag by what else it is called, in letters and digits alone."""
    text = site(*PAPERS)["models/index.md"].split("## All models")[1]
    also = re.search(r'\[ViT\].*?data-also="([^"]*)"', text)[1].split()
    assert "visiontransformer" in also
    assert squeezed("Vision Transformer (ViT-B/16)") == "visiontransformervitb16"


def test_a_long_directory_is_folded():
    """From two hundred names on each letter is a fold that says how many it holds and which are named most."""
    papers = tuple((f"Lampnet{at}: A Lamp", 2020, f"We introduce Lampnet{at}, a model.") for at in range(FOLDED + 1))
    for count, folds in ((FOLDED, 0), (FOLDED + 1, 1)):
        files = site(*papers[:count])
        found = Page(files["models/index.md"])
        assert sum(name == "summary" for name, _ in found.elements) == folds
    assert "L 201 Lampnet0, Lampnet1, Lampnet10 …" in flat(found.text)


def test_a_very_long_directory_has_a_page_a_letter(monkeypatch: pytest.MonkeyPatch):
    """Where a directory lists no names of one paper, a page a letter has them all, and the directory leads there."""
    monkeypatch.setattr("generator.pages.letters.LISTED", 2)
    monkeypatch.setattr("generator.pages.facet.LISTED", 2)
    site.cache_clear()
    files = site(*PAPERS)
    site.cache_clear()
    assert_links_lead_somewhere(files)
    listed = files["models/index.md"].split("## All models")[1]
    assert "[Swin](" not in listed
    assert "[All 1 name](letters/s.md){ .whole }" in listed
    assert "[Swin](../swin.md)" in files["models/letters/s.md"]
    assert "[ViT](vit.md)" in listed
    assert not [path for path in files if path.startswith("datasets/letters")]


def test_the_comparison_says_in_words_what_a_cell_is():
    """Each cell names its row and column; it opens a list of its papers, which leads to them and to Explore."""
    files = site(*PAPERS)
    found = Page(files["compare/datasets.md"])
    assert "2 papers name BERT and ImageNet" in flat(found.text)
    assert "../../papers/signs-read-by-bert/" in found.hrefs
    assert "../../explore/?models=BERT&datasets=ImageNet" in found.hrefs
    opens = [attrs["popovertarget"] for name, attrs in found.elements if name == "button"]
    assert sorted(opens) == sorted(name for name in found.ids if name.startswith("cell"))
    tasks = Page(files["compare/index.md"])
    assert "No paper of this list names one of the models together with one of the tasks." in flat(tasks.text)


HOSTILE = """<script>alert(1)</script>"><img src=x> [[wiki]] | {{ 7*7 }} `code` --8<-- "x" *a* __b__ $x$ &amp;"""


def test_hostile_names_stay_text():
    """Titles and names of every kind of mark act on no page: figures, directories and comparisons included."""
    papers = tuple(
        (
            f"Lamp{at}\u202enet: {HOSTILE} 🏮 {'long ' * (1000 if at == 2 else 1)}",
            2019 + at,
            f'We introduce Lamp{at}"><b>Net, a model {HOSTILE}. It beats BERT and ViT on ImageNet and COCO.',
        )
        for at in range(3)
    )
    files = site(*papers)
    assert_links_lead_somewhere(files)
    for path, found in pages_of(files).items():
        assert_inert(path, found)
    assert "<script>alert(1)</script>" in Page(files["compare/datasets.md"]).text


def test_each_year_has_a_page():
    """A year's page has its papers, and what they name most with links to them; unknown years are said, not guessed."""
    files = site(*PAPERS)
    assert {path for path in files if path.startswith("years/")} == {"years/index.md", "years/2019.md", "years/2021.md"}
    listed = flat(Page(files["years/index.md"]).text)
    assert "3 papers by year" in listed
    assert "Of 1 more the year is not known" in listed
    year = Page(files["years/2021.md"])
    assert re.findall(r"^### \[(.*?)\]\(\.\./papers", files["years/2021.md"], re.MULTILINE) == [
        "Signs Read by BERT",
        "Oil",
    ]
    assert "2 papers name ViT in 2021" in flat(year.text)
    assert "../explore/index.md?models=ViT&year=2021" in year.hrefs
    assert {"index.md", "2019.md"} <= set(year.hrefs)


def test_without_years_there_is_no_page_of_a_year():
    """Where no source says a year, none is made up: the one page about years, which the nav names, says that."""
    files = site(("Lamps", None, "We read lamps with BERT."), ("Oil", None, "We burn oil with BERT."))
    assert [path for path in files if path.startswith("years/")] == ["years/index.md"]
    assert "No source says yet in which years" in flat(Page(files["years/index.md"]).text)
    assert "Their years are not known." in flat(Page(files["models/bert.md"]).text)
    assert_links_lead_somewhere(files)


def test_a_family_is_a_tree():
    """The family's page shows who came of whom, with counts, each member once."""
    files = site(("A", 2020, "We use BERT."), ("B", 2020, "We use ViT and DeiT."), ("C", 2021, "We use Swin and ViT."))
    tree = files["models/vit/family.md"].split('<div class="tree" markdown>')[1].split("</div>")[0]
    assert re.findall(r"^( *)- \[(\w+)\].*? (\d)$", tree, re.MULTILINE) == [("", "ViT", "2"), ("    ", "Swin", "1")]


def test_a_familys_papers_can_be_taken_through_explore():
    """Its page leads to Explore with every member, any of which will do; members of two facets no "or" can join."""
    files = site(("A", 2020, "We use ViT."), ("B", 2021, "We use Swin and ViT, and a Transformer."))
    asked = [href for href in Page(files["models/vit/family.md"]).hrefs if "explore" in href]
    assert asked == ["../../explore/index.md?any.models=ViT&any.models=Swin"]
    mixed = [path for path in files if re.fullmatch(r"methods/transformer/family\.md", path)]
    assert mixed
    assert not [href for path in mixed for href in Page(files[path]).hrefs if "?any." in href]
