"""A verb in; the examples with which its `--help` ends out."""

from __future__ import annotations

HEAD = "\b\nExamples:\n"
ALL = f"""{HEAD}\
  reading-list new my-papers                a list of one's own, which builds at once
  reading-list build                        the whole site, into site/
  reading-list build --sources saved.txt    the same list from another capture
  reading-list check --strict               what is wrong or doubtful, and how to mend it
  reading-list ledger sources/*.txt         what became of every line
  reading-list explain vilbert              one paper: sources, repairs, tags and why
  reading-list add page.html                a saved page into sources/: what is new, known, refused
  reading-list new-note vilbert             begin a note on a paper or a tag
  reading-list serve                        the site in a browser, new after each change
  reading-list enrich                       authors, years and ids that are missing, from arXiv
  reading-list snapshot                     the site, its data and its sources in one archive
"""
BUILD = f"""{HEAD}\
  reading-list build
  reading-list build --sources saved/*.txt --site-dir public     other sources, another place
  reading-list build --site-url https://example.org/list/        for links that must be whole
  reading-list build --strict --format github                    in CI: warnings fail, and stand beside their lines
"""
GENERATE = f"""{HEAD}\
  reading-list generate
  mkdocs build                       from then on any program that reads mkdocs.yml can make the site
"""
CHECK = f"""{HEAD}\
  reading-list check
  reading-list check --strict                fail on doubts too
  reading-list check --format json           one object a line, for programs
  reading-list -q check --sources new.bib    other sources, and nothing but problems
"""
LEDGER = f"""{HEAD}\
  reading-list ledger sources/*.txt
  reading-list ledger saved.html --json      one object a line: file, line, state, rule, paper
"""
EXPLAIN = f"""{HEAD}\
  reading-list explain vilbert               the paper that introduces ViLBERT
  reading-list explain "image is worth"      any part of a title
"""
EVALUATE = f"""{HEAD}\
  reading-list evaluate
  reading-list evaluate --labels mine.yml --papers site/papers.json
"""
