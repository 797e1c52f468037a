"""`python -m jiqun.cli`: the same as the command `jiqun`."""

from jiqun.cli.main import main

main()
