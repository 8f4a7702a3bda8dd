"""Arguments in, the command line's exit code out: `python -m generator`."""

import sys

from generator.cli import main

if __name__ == "__main__":
    sys.exit(main())
