"""Names of benchmarks in; their figures out: `python -m benchmarks [NAME …]`, all but Lighthouse without a name."""

import sys

from benchmarks import exports, growth, lighthouse, notes, related, searching, tagging

EVERY = {
    "tagging": tagging.run,
    "growth": growth.run,
    "exports": exports.run,
    "notes": notes.run,
    "related": related.run,
    "search": searching.run,
}
# Only by name: one fetches its own tools, the other takes most of an hour.
ASKED = {**EVERY, "lighthouse": lighthouse.run, "growth-large": growth.large}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or EVERY:
        for line in ASKED[wanted]():
            print(line, flush=True)
        print()
