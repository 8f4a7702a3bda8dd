"""Names of benchmarks in; their figures out: `python -m benchmarks [NAME …]`, the quick ones without a name."""

import sys

from benchmarks import editing, exports, growth, lighthouse, notes, related, searching, tagging, zotero

EVERY = {
    "tagging": tagging.run,
    "growth": growth.run,
    "exports": exports.run,
    "notes": notes.run,
    "related": related.run,
    "search": searching.run,
}
# Only by name: they want a browser, fetch their own tools, or take most of an hour.
ASKED = {
    **EVERY,
    "editing": editing.run,
    "lighthouse": lighthouse.run,
    "zotero": zotero.run,
    "growth-large": growth.large,
}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or EVERY:
        for line in ASKED[wanted]():
            print(line, flush=True)
        print()
