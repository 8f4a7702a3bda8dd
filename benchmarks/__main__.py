"""Names of benchmarks in; their figures out: `python -m benchmarks [tagging] [growth] [notes] [related]`."""

import sys

from benchmarks import growth, notes, related, tagging

EVERY = {"tagging": tagging.run, "growth": growth.run, "notes": notes.run, "related": related.run}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or EVERY:
        for line in EVERY[wanted]():
            print(line, flush=True)
        print()
