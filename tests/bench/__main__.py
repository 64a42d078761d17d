"""`python -m tests.bench` or `python tests/bench`: see `run`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from run import main

raise SystemExit(main(sys.argv[1:]))
