"""`python -m jiqun` is the command `jiqun`."""

from jiqun.cli.main import main

main()
