"""`jiqun`: finds the command's module by name and turns what goes wrong into an exit code.

0 done, 2 wrong usage, 3 input refused, 1 a fault of ours.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from jiqun.base.words import WordedError
from jiqun.cli.words import ABOUT, COMMANDS, FAULT, NO_FILE, terminal_language
from jiqun.facts.problems import InputRefused

WRONG_USAGE = 2
REFUSED = 3
FAULT_OF_OURS = 1


class Commands(click.Group):
    """Commands by name: `assess-all` is `command` in `jiqun.cli.commands.assess_all`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"jiqun.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Short helps from one table, so that `--help` loads no command."""
        lang = terminal_language()
        with formatter.section("命令" if lang == "zh" else "Commands"):
            formatter.write_dl([(name, words.say(lang)) for name, words in COMMANDS.items()])


@click.command(cls=Commands, help=ABOUT.say(terminal_language()))
@click.version_option(package_name="jiqun", prog_name="jiqun")
@click.option("--traceback", "show_traceback", is_flag=True, help="Show where a fault of ours happened.")
def jiqun(show_traceback: bool) -> None:
    """The group itself does nothing."""


def main(args: Sequence[str] | None = None) -> None:
    """Run and exit with the code that says how it went."""
    sys.exit(run(sys.argv[1:] if args is None else list(args)))


def run(args: Sequence[str]) -> int:
    """Run one command; returns the exit code. Every exception becomes a message in one of the ways listed above."""
    try:
        # A command that ends itself hands its exit code back here; one that runs through hands back nothing.
        code = jiqun.main(args=list(args), prog_name="jiqun", standalone_mode=False) or 0
    except click.ClickException as wrong:
        wrong.show()
        code = wrong.exit_code
    except (InputRefused, WordedError) as refused:
        _show_refusal(refused)
        code = REFUSED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to say, and nothing more to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        code = _fault(error, args) if error.filename is None else _no_file(error)
    except Exception as error:  # the last door: whatever is left is a fault of ours
        code = _fault(error, args)
    return code


def _show_refusal(refused: InputRefused | WordedError) -> None:
    """Every error on the error stream; commands with a format of their own have shown theirs already."""
    lang = terminal_language()
    words = [refused.words] if isinstance(refused, WordedError) else [one.message for one in refused.errors]
    for message in words:
        click.echo(message.say(lang), err=True)


def _no_file(error: OSError) -> int:
    """A place that cannot be read or written, as the user named it: our unfinished files begin with a dot."""
    path = Path(os.fsdecode(error.filename))
    named = path.parent if path.name.startswith(".") else path
    click.echo(NO_FILE.say(terminal_language()).format(path=named, why=error.strerror), err=True)
    return WRONG_USAGE


def _fault(error: Exception, args: Sequence[str]) -> int:
    if "--traceback" in args:
        traceback.print_exception(error)
    click.echo(FAULT.say(terminal_language()).format(error=f"{type(error).__name__}: {error}"), err=True)
    return FAULT_OF_OURS
