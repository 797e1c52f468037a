"""`python -m jiqun` is the command `jiqun`."""

from jiqun.cli.main import main

if __name__ == "__main__":  # a process that is made beside this one reads the file too
    main()
