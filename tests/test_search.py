"""The search index: pages in; the same bytes each time, with filters and counts that still answer, out."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import shutil
from typing import TYPE_CHECKING

import cbor2
import pytest

from generator.search import BUNDLE, SIGNATURE, build_index

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["BERT", "ViT", "CLIP", "ResNet", "Swin", "DINO", "T5", "GPT-2", "ALIGN", "BEiT"]


def write_site(folder: Path, papers: int = 40) -> Path:
    """Write a site of one page a paper; paper n bears the name n modulo 10, each even one BERT besides."""
    for number in range(papers):
        marks = "".join(
            f'<meta data-pagefind-filter="models[content]" content="{html.escape(name)}">'
            for name in sorted({NAMES[number % len(NAMES)], *(["BERT"] if number % 2 == 0 else [])})
        )
        year = f'<meta data-pagefind-filter="year[content]" content="{2000 + number % 7}">'
        page = folder / "papers" / f"paper-{number}" / "index.html"
        page.parent.mkdir(parents=True)
        text = f"<h1>Paper {number}</h1><h2>Heading</h2><p>word{number} shared</p><div class=rows>elsewhere</div>"
        text += f'<data data-pagefind-sort="title[value]" value="paper {papers - number:03}"></data>'
        body = f'<main class="of-paper"><article data-pagefind-body>{text}</article></main>'
        page.write_text(f'<!doctype html><html lang="en"><head>{marks}{year}</head><body>{body}</body></html>')
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Return each file's digest by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def unpacked(path: Path) -> list:
    """Return the content of one of Pagefind's files."""
    raw = gzip.decompress(path.read_bytes())
    assert raw.startswith(SIGNATURE)
    return cbor2.loads(raw[len(SIGNATURE) :])


def test_three_builds_give_the_same_bytes(tmp_path: Path):
    """Pagefind orders its filters at random; after us three indexes of the same pages are the same, names and all."""
    sites = [write_site(tmp_path / str(number)) for number in range(3)]
    assert [build_index(site) for site in sites] == [(), (), ()]
    first, *others = [tree(site / BUNDLE) for site in sites]
    assert others == [first, first]


def test_a_second_index_leaves_nothing_of_the_first(tmp_path: Path):
    """Indexing a site again, with a page gone, gives the index of the pages that are there and no file besides."""
    write_site(tmp_path / "one", papers=8)
    build_index(tmp_path / "one")
    shutil.rmtree(tmp_path / "one/papers/paper-7")
    build_index(tmp_path / "one")
    build_index(write_site(tmp_path / "two", papers=7))
    assert tree(tmp_path / "one" / BUNDLE) == tree(tmp_path / "two" / BUNDLE)


def test_renamed_files_are_the_ones_that_the_index_names(tmp_path: Path):
    """From the entry to the filters, each name leads to a file, and no file of another name is left."""
    bundle = write_site(tmp_path) / BUNDLE
    build_index(tmp_path)
    entry = json.loads((bundle / "pagefind-entry.json").read_text())
    meta = unpacked(bundle / f"pagefind.{entry['languages']['en']['hash']}.pf_meta")
    named = {f"{name}.pf_filter" for _, name in meta[3]}
    assert named == {path.name for path in (bundle / "filter").iterdir()}
    assert len(list(bundle.glob("*.pf_meta"))) == 1


def test_filters_keep_their_pages(tmp_path: Path):
    """Putting a filter in order loses no value and no page of it."""
    bundle = write_site(tmp_path) / BUNDLE
    build_index(tmp_path)
    filters = dict(unpacked(path) for path in (bundle / "filter").iterdir())
    assert [name for name, _ in filters["models"]] == sorted(NAMES)
    assert {name: len(pages) for name, pages in filters["models"]} == {
        name: 20 if name == "BERT" else 4 for name in NAMES
    }


def test_pages_have_short_names_that_lead_to_them(tmp_path: Path):
    """Each page that the index names has its fragment, by its number behind what all names begin with; none is left."""
    bundle = write_site(tmp_path) / BUNDLE
    build_index(tmp_path)
    pages = [page for page, *_ in unpacked(next(bundle.glob("*.pf_meta")))[1]]
    assert {f"{page}.pf_fragment" for page in pages} == {path.name for path in (bundle / "fragment").iterdir()}
    assert len({page[:-4] for page in pages}) == 1
    assert [int(page[-4:], 36) for page in pages] == list(range(40))


def test_names_change_with_what_the_pages_say(tmp_path: Path):
    """No name is one of an earlier index: a fragment that a browser has kept is never shown for another page."""
    names = []
    for papers in (8, 9):
        build_index(write_site(tmp_path / str(papers), papers=papers))
        names.append({path.name for path in (tmp_path / str(papers) / BUNDLE / "fragment").iterdir()})
    assert not names[0] & names[1]


def test_the_order_stands_beside_the_index(tmp_path: Path):
    """The index itself has no orders; `order.json` has the pages in the order of their titles, each with its year."""
    bundle = write_site(tmp_path) / BUNDLE
    build_index(tmp_path)
    version, pages, _, _, sorts, *_ = unpacked(next(bundle.glob("*.pf_meta")))
    assert sorts == [], version
    order = json.loads((bundle / "order.json").read_text())[pages[0][0][:-4]]
    fragments = [gzip.decompress((bundle / f"fragment/{page}.pf_fragment").read_bytes()) for page, *_ in pages]
    titles = [json.loads(one.removeprefix(SIGNATURE))["meta"]["title"] for one in fragments]
    assert [titles[page] for page in order["title"]] == [f"Paper {number}" for number in reversed(range(40))]
    assert order["year"] == [2000 + number % 7 for number in reversed(range(40))]


def test_words_that_every_page_has_are_left_out(tmp_path: Path):
    """Headings and rows of other papers are no words of a paper; its own text is."""
    bundle = write_site(tmp_path, papers=1) / BUNDLE
    build_index(tmp_path)
    fragment = gzip.decompress(next((bundle / "fragment").iterdir()).read_bytes()).decode()
    assert "word0 shared" in fragment
    assert "Heading" not in fragment
    assert "elsewhere" not in fragment


def test_only_what_the_pages_load_is_published(tmp_path: Path):
    """Pagefind's own search boxes, 400 KB that no page of ours loads, are not in the site."""
    write_site(tmp_path, papers=1)
    build_index(tmp_path)
    assert not list((tmp_path / BUNDLE).glob("*ui*"))
    assert (tmp_path / BUNDLE / "pagefind.js").exists()


def test_a_folder_without_pages_is_a_problem(tmp_path: Path):
    """What Pagefind refuses is one problem at the site's folder, in a sentence, and nothing is raised."""
    (problem,) = build_index(tmp_path)
    assert problem.code == "search-index"
    assert problem.position.file == str(tmp_path)
    assert "Traceback" not in problem.message


@pytest.mark.parametrize(
    "broken", [b"", b"not gzip", gzip.compress(b"another mark"), gzip.compress(SIGNATURE + b"\xff")]
)
def test_an_index_of_another_make_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: bytes):
    """Where another release of Pagefind packs its files otherwise, the build says so instead of guessing."""

    def write_broken(*_: object, **__: object) -> object:
        bundle = tmp_path / BUNDLE
        bundle.mkdir()
        (bundle / "pagefind-entry.json").write_text('{"languages": {"en": {"hash": "en_abc"}}}')
        (bundle / "pagefind.en_abc.pf_meta").write_bytes(broken)
        return type("Run", (), {"returncode": 0})()

    monkeypatch.setattr("generator.search.subprocess.run", write_broken)
    (problem,) = build_index(tmp_path)
    assert "another release" in problem.hint
