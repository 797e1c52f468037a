"""Runs two commands at the same time: what the first prints is shown when both are done. Fails if either does."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile


def main(first: str, second: str) -> int:
    """The first exit code that is not 0, or 0."""
    with tempfile.TemporaryFile() as kept:
        aside = subprocess.Popen(shlex.split(first), stdout=kept, stderr=subprocess.STDOUT)
        try:
            shown = subprocess.run(shlex.split(second), check=False).returncode
            hidden = aside.wait()
        finally:
            aside.terminate()
        kept.seek(0)
        print(f"\n{first}", flush=True)
        sys.stdout.buffer.write(kept.read())
    return hidden or shown


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
