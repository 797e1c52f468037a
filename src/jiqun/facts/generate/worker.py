"""A process that writes some parts of a generated dataset: `python -m jiqun.facts.generate.worker JOB`.

The job is one JSON text, as `parts` writes it; each part that is done is one line of JSON on the way out.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from jiqun.facts.generate.parts import Order, write_one


def main(job: str) -> None:
    """Write the job's parts."""
    told = json.loads(job)
    for number in told["numbers"]:
        written = write_one(Path(told["folder"]), Order(**told["order"]), number)
        sys.stdout.write(json.dumps(asdict(written)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
