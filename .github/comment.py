"""JSON that nobody vouches for (from `brings.py`, run on a stranger's pull request) in; a comment in Markdown out.

Needs Python alone. What the JSON says is shown as code, cut short, so that it can name nobody and be no markup.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

MARK = "<!-- what a pull request brings -->"
MOST = 30  # rows of each kind
LONGEST = 160  # characters of a text
ROOM = 60_000  # characters of a comment; GitHub takes 65,536


def code(text: object) -> str:
    """Return a text as Markdown code on one line, whatever stands in it."""
    line = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ", str(text)).strip()
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}" if line else "` `"


def comment(data: dict[str, Any]) -> str:
    """Return the comment; `KeyError` or `TypeError` where the data has another shape than ours."""
    files = data["files"]
    said, left = MARK, len(files)
    for file in files:
        more = "\n\n".join(["", *_of_file(file)])
        if len(said) + len(more) > ROOM:
            break
        said, left = said + more, left - 1
    if not files:
        said += "\n\nNo source of the list is new or changed here."
    if left:
        said += f"\n\n… and {left} more of {len(files)} files, for which there is no room."
    return f"{said}\n"


def _of_file(file: dict[str, Any]) -> list[str]:
    papers, problems = file["papers"], file["problems"]
    new = [one for one in papers if not one["known"]]
    gains = [one for one in papers if one["known"] and one["gains"]]
    known = [one for one in papers if one["known"] and not one["gains"]]
    wrong = [one for one in problems if one["level"] != "hint"]
    candidates = [one for one in problems if one["code"] == "candidate"]
    counts = f"{len(new)} new, {len(gains) + len(known)} known; {int(file['refused'])} lines refused"
    return [
        f"### {code(file['file'])}",
        f"Read as {code(file['format'])}. Papers: {counts}.",
        *_listed("New papers", [code(one["title"]) for one in new], is_open=True),
        *_listed(
            "Known papers that gain something", [f"{code(one['title'])}: {_words(one['gains'])}" for one in gains]
        ),
        *_listed("Known papers", [code(one["title"]) for one in known]),
        *_listed("To be mended or judged", [_problem(one) for one in wrong], is_open=True),
        *_listed("Names that have no tag yet", [_problem(one) for one in candidates]),
    ]


def _words(names: list[str]) -> str:
    return ", ".join(code(name) for name in names)


def _problem(one: dict[str, Any]) -> str:
    how = f" → {code(one['hint'])}" if one["hint"] else ""
    return f"line {int(one['line']) or 1}: {code(one['message'])}{how}"


def _listed(title: str, rows: list[str], *, is_open: bool = False) -> list[str]:
    if not rows:
        return []
    shown = [f"- {row}" for row in rows[:MOST]]
    if len(rows) > MOST:
        shown.append(f"- … and {len(rows) - MOST} more")
    head = f"<details{' open' if is_open else ''}><summary>{title} ({len(rows)})</summary>"
    return [head, "\n".join(shown), "</details>"]


if __name__ == "__main__":
    sys.stdout.write(comment(json.load(sys.stdin)))
