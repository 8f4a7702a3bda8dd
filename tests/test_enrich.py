"""A list that lacks facts and a server that speaks as arXiv's does in; what is asked, written and refused, out."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from api import Answer, Api, feed
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import arxiv_api
from generator.arxiv_api import Client
from generator.enrich import Finding, Found, Refused, as_bibtex, by_title, lacking, look_up, queries
from generator.model import Entry, FactKind, Paper, Position, SourceFile
from generator.sources import read_source

pytestmark = pytest.mark.usefixtures("few_names")

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
LANTERN = ("2401.00009", "Lanterns Are Not All You Need", "2024", ("A. Author", "Bo von Büttner, Jr"), "10.99999/x_y")
NOTHING = feed()


def paper(title: str, **facts: object) -> Paper:
    entry = Entry(Position("list.txt", 7), title)
    return Paper(slug="x", title=title, entries=(entry,), **facts)  # type: ignore[arg-type]


def answered(*bodies: bytes) -> object:
    waiting = list(bodies)
    return lambda _query: waiting.pop(0)


def test_what_is_asked():
    """Papers with an id are asked for together, others by title; who lacks nothing but a DOI is not asked for."""
    whole = paper("Whole", authors=("A",), year=2020, arxiv="2001.00001")
    known = [paper(f"K{n}", arxiv=f"2001.{n:05}") for n in range(1, 61)]
    unknown = paper('A "quoted" title: AND/OR (all) of it\\')
    asked = queries([whole, *known, unknown, paper("∞ †")])
    assert not lacking(whole)
    assert [len(query.papers) for query in asked] == [50, 10, 1]
    assert dict(asked[0].parameters)["id_list"].startswith("2001.00001,2001.00002,")
    assert dict(asked[2].parameters)["search_query"] == 'ti:"A quoted title AND OR all of it"'


def test_only_the_exact_title_counts():
    """A near title is not taken, nor is one of two papers of the same title: the curator is told of those."""
    near = feed(("2401.1", "Lanterns Are All You Need", "2024", ("A",), ""))
    twice = feed(
        ("2401.00001", "Lanterns Are Not All You Need", "2024", ("A",), ""),
        ("2401.00002", "Lanterns are not all you need!", "2023", ("B",), ""),
    )
    found = look_up([paper(LANTERN[1]), paper(LANTERN[1])], answered(near, twice))  # type: ignore[arg-type]
    assert (found.findings, found.nothing) == ([], 2)
    (problem,) = found.problems
    assert problem.code == "several-papers"
    assert "2401.00001, 2401.00002" in problem.message


def test_an_id_under_another_title_is_a_warning():
    """Facts of an exact id are taken; where arXiv's title differs the curator is asked whether the id is right."""
    found = look_up([paper("Lanterns", arxiv=LANTERN[0])], answered(feed(LANTERN)))  # type: ignore[arg-type]
    assert found.findings[0].facts[FactKind.AUTHORS] == LANTERN[3]
    assert [str(problem).split(" (")[0] for problem in found.problems] == [
        "list.txt:7: warning: arXiv calls 2401.00009 “Lanterns Are Not All You Need”, and here it is “Lanterns”"
    ]


def test_only_what_is_missing_is_written():
    """A fact that the list has is not given a second time."""
    known = paper(LANTERN[1], arxiv=LANTERN[0], year=2023)
    found = look_up([known], answered(feed(LANTERN)))  # type: ignore[arg-type]
    text, problems = as_bibtex(found, "")
    assert not problems
    assert text == (
        "@misc{lanterns-are-not-all-you-need,\n  title = {Lanterns Are Not All You Need},\n"
        "  author = {A. Author and {Bo von Büttner, Jr}},\n  doi = {10.99999/x_y},\n"
        "  eprint = {2401.00009},\n  eprinttype = {arxiv},\n}\n"
    )
    assert as_bibtex(found, text) == ("", ())


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=60), st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=3))
def test_what_is_written_is_what_was_found(title: str, names: list[str]):
    """Whatever title and names say, the BibTeX written gives them back to our reader, or is left out with a warning."""
    finding = Finding(paper(title), "2401.00001", {FactKind.AUTHORS: tuple(names)})
    text, problems = as_bibtex(Found([finding]), "")
    assert bool(text) != bool(problems)
    if text:
        (entry,) = read_source(SourceFile("a.bib", text.encode())).entries
        assert next(fact.values for fact in entry.facts if fact.kind is FactKind.AUTHORS) == tuple(names)


@pytest.mark.parametrize(
    "title", ["A & B_c: 100% of $x^2$ {in} #1 ~ \\alpha", 'The "Best" Tea — “déjà vu” </b>', "קרי🏮"]
)
def test_signs_of_latex_survive(title: str):
    """Signs that LaTeX acts on stand in a title as they are."""
    text, problems = as_bibtex(Found([Finding(paper(title), "2401.00001", {FactKind.YEAR: ("2024",)})]), "")
    assert not problems
    (entry,) = read_source(SourceFile("a.bib", text.encode())).entries
    assert entry.title == title


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept.append(seconds)
        self.now += seconds

    def __call__(self) -> float:
        """Say what time it is."""
        return self.now


def client(api: Api, clock: Clock, timeout: float = 5.0) -> Client:
    return Client(api.url, 3.0, timeout, clock.sleep, clock)


def test_one_request_in_three_seconds():
    """Between requests pass three seconds, and the server is told who asks."""
    clock = Clock()
    with Api([Answer(NOTHING)] * 3) as api:
        asker = client(api, clock)
        for _ in range(3):
            assert asker.ask(by_title(paper("A"))) == NOTHING
    assert clock.slept == [3.0, 3.0]
    assert all(agent.startswith("reading-list/") for agent in api.agents)


AGAIN = [
    pytest.param(Answer(status=503), id="503"),
    pytest.param(Answer(status=500, body=b"<html>oops"), id="500"),
    pytest.param(Answer(status=429), id="too many requests"),
    pytest.param(Answer(b""), id="an empty answer"),
    pytest.param(Answer(b"\x00\xff\xfe garbage \x80"), id="garbage"),
    pytest.param(Answer(b"<html><body>Rate exceeded</body></html>"), id="a page instead"),
    pytest.param(Answer(feed(LANTERN)[:700]), id="cut off"),
    pytest.param(Answer(feed(LANTERN)[:700], claims=5000), id="cut off on the way"),
    pytest.param(Answer(feed(LANTERN).replace(b"</title>", b"</titel>")), id="broken XML"),
]


@pytest.mark.parametrize("fault", AGAIN)
def test_passing_faults_are_tried_again(fault: Answer):
    """After a passing fault the same question is asked again, each time after a longer wait, and then answered."""
    clock = Clock()
    with Api([fault, fault, Answer(NOTHING)]) as api:
        assert client(api, clock).ask(by_title(paper("A"))) == NOTHING
    assert len(api.asked) == 3
    assert clock.slept == [3.0, 6.0]


def test_patience_ends():
    """A server that never answers well is asked four times in all."""
    clock = Clock()
    with Api([Answer(status=503)] * 4) as api:
        refused = client(api, clock).ask(by_title(paper("A")))
    assert refused == Refused("status 503 (4 tries)")


def test_the_server_says_how_long_to_wait():
    """`Retry-After` is kept; one of an hour ends the run instead."""
    clock = Clock()
    with Api([Answer(status=503, headers=(("Retry-After", "40"),)), Answer(NOTHING)]) as api:
        assert client(api, clock).ask(by_title(paper("A"))) == NOTHING
    assert clock.slept == [40.0]
    with Api([Answer(status=429, headers=(("Retry-After", "3600"),))]) as api:
        refused = client(api, clock).ask(by_title(paper("A")))
    assert isinstance(refused, Refused)
    assert "3600 seconds" in refused.said


def test_redirects_elsewhere_are_not_followed():
    """No other host is asked, whatever the answer says."""
    with Api([]) as elsewhere, Api([Answer(status=302, headers=(("Location", elsewhere.url),))]) as api:
        refused = client(api, Clock()).ask(by_title(paper("A")))
        assert isinstance(refused, Refused)
        assert "sends us to 127.0.0.1" in refused.said
        assert not elsewhere.asked


def test_a_huge_answer_is_not_read_on(monkeypatch: pytest.MonkeyPatch):
    """An answer without an end is given up at the limit."""
    monkeypatch.setattr(arxiv_api, "LARGEST", 3_000_000)
    with Api([Answer(endless=True)]) as api:
        refused = client(api, Clock()).ask(by_title(paper("A")))
    assert isinstance(refused, Refused)
    assert "MB" in refused.said


def test_a_slow_answer_is_given_up():
    """An answer that drips byte by byte is given up when its time is over, though each byte comes in time."""
    with Api([Answer(NOTHING, delay=0.05)] * 4) as api:
        asker = Client(api.url, 0.0, 0.3)
        refused = asker.ask(by_title(paper("A")))
    assert isinstance(refused, Refused)
    assert "takes more than" in refused.said


def test_a_refused_batch_is_asked_by_halves():
    """Where arXiv refuses a batch, the papers that it can take are still found, and the other is named."""

    def by_hand(query: object) -> bytes | Refused:
        ids = dict(query.parameters)["id_list"].split(",")  # type: ignore[attr-defined]
        if "2401.00003" in ids:
            return Refused("status 400", of_query=True)
        return feed(*((one, f"T{one}", "2024", ("A",), "") for one in ids))

    papers = [paper(f"T2401.0000{n}", arxiv=f"2401.0000{n}") for n in range(1, 6)]
    found = look_up(papers, by_hand)
    assert sorted(finding.arxiv[-1] for finding in found.findings) == ["1", "2", "4", "5"]
    assert [problem.code for problem in found.problems] == ["refused"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real answers are not beside the project")
@pytest.mark.parametrize(
    ("name", "count"), [("arxiv_atom_10.xml", 10), ("arxiv_atom_empty.xml", 0), ("arxiv_atom_error.xml", 0)]
)
def test_real_answers(name: str, count: int):
    """The real API's answers, of papers, of nothing and of an error, are answers."""
    body = (SAMPLES / name).read_bytes()
    with Api([Answer(body)]) as api:
        assert client(api, Clock()).ask(by_title(paper("A"))) == body
    titles = ["Variable pool testing for infection spread estimation", "No Such Paper"]
    found = look_up([paper(title) for title in titles], lambda _query: body)
    assert len(found.findings) == (1 if count else 0)


def lanterns(query: dict[str, str]) -> Answer:
    """Answer as arXiv would that knows one of the toy list's papers, and one other by its id."""
    if "Not All You Need" in query.get("search_query", ""):
        return Answer(feed(LANTERN, ("2401.5", "Lanterns Are Not", "2020", ("X",), "")))
    return Answer(NOTHING)


def sources(toy: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((toy / "sources").iterdir())}


def test_enrich_writes_a_source_to_be_looked_through(toy: Path, run: object):
    """What is found goes to `sources/enriched.bib`; the next run asks nothing anew and writes nothing twice."""
    before = sources(toy)
    with Api(lanterns) as api:
        args = ("enrich", "--endpoint", api.url, "--pause", 0, "--cache", toy / "kept")
        dry = run(*args, "--dry-run")
        assert sources(toy) == before
        first = run(*args)
        asked = len(api.asked)
        second = run(*args)
    written = (toy / "sources/enriched.bib").read_text(encoding="utf-8")
    assert dry.out in written
    assert (dry.code, first.code, second.code) == (0, 0, 0)
    assert "1 paper with new facts" in first.err
    assert "0 papers with new facts" in second.err
    assert asked == len(api.asked) == 8
    assert written.count("@misc") == 1
    assert {name: data for name, data in sources(toy).items() if name in before} == before
    assert "authors: " in run("explain", "lanterns-are-not-all-you-need").out or "Büttner" in run("check").out + written


def test_what_the_curator_wrote_stays(toy: Path, run: object):
    """New entries are added below what stands in the source; not a byte of it changes."""
    own = b"% mine\r\n@misc{lanterns-are-not-all-you-need, title = {Another \xe9}}"
    (toy / "sources/enriched.bib").write_bytes(own)
    with Api(lanterns) as api:
        run("enrich", "--endpoint", api.url, "--pause", 0, "--cache", toy / "kept")
    written = (toy / "sources/enriched.bib").read_bytes()
    assert written.startswith(own + b"\n\n@misc{lanterns-are-not-all-you-need-1,")


def test_no_answer_is_an_error_with_a_place(toy: Path, run: object):
    """Where nothing answers, the run says so, writes nothing, and exits with 1."""
    before = sources(toy)
    ran = run("enrich", "--endpoint", "http://127.0.0.1:9/api", "--pause", 0, "--cache", toy / "kept")
    assert ran.code == 1
    assert "http://127.0.0.1:9/api:1: arXiv does not answer: ConnectError" in ran.err
    assert "run this again later" in ran.err
    assert sources(toy) == before


def test_wrong_use(toy: Path, run: object):
    """An endpoint that is no web address, or a pause below zero, is wrong use."""
    del toy
    assert run("enrich", "--endpoint", "file:///etc/passwd").code == 2
    assert run("enrich", "--pause", "-1").code == 2


@pytest.mark.parametrize("answers", [0, 1, 3, 7])
def test_a_killed_run_goes_on_where_it_was(toy: Path, run: object, answers: int):
    """Killed after any answer, a run leaves the sources as they were; the next asks only for what is left."""
    before = sources(toy)
    count = 0

    def then_none(query: dict[str, str]) -> Answer:
        nonlocal count
        count += 1
        return lanterns(query) if count <= answers else Answer(NOTHING, delay=60.0)

    args = ("--pause", "0", "--cache", str(toy / "kept"))
    with Api(then_none) as api:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "enrich", "--endpoint", api.url, *args],
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while count <= answers and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert sources(toy) == before
        # Answers are kept by address: the same server answers well from now on.
        asked, count = len(api.asked), -1000
        assert run("enrich", "--endpoint", api.url, *args).code == 0
    assert len(api.asked) - asked == 8 - answers
    assert (toy / "sources/enriched.bib").read_text(encoding="utf-8").count("@misc") == 1
    assert not list(toy.rglob(".generating*"))


def test_broken_answers_that_were_kept_are_asked_for_again(toy: Path, run: object):
    """An answer that lies broken in the folder of answers is not believed."""
    with Api(lanterns) as api:
        args = ("enrich", "--endpoint", api.url, "--pause", 0, "--cache", toy / "kept", "--dry-run")
        run(*args)
        for path in (toy / "kept").iterdir():
            path.write_bytes(path.read_bytes()[:100])
        assert "@misc" in run(*args).out
        assert len(api.asked) == 16
