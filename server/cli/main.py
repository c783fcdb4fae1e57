"""The one command with its subcommands. A subcommand's module is loaded only when it is called."""

from importlib import import_module
from typing import Any

import click

from server.errors import Misconfigured, Problem

COMMANDS = {
    "demo": "server.cli.demo:demo",
    "serve": "server.cli.serve:serve",
    "remind": "server.cli.remind:remind",
    "migrate": "server.cli.migrate:migrate",
    "practice": "server.cli.people:practice_group",
    "therapist": "server.cli.people:therapist_group",
    "keys": "server.cli.keys:keys",
    "doctor": "server.cli.doctor:doctor",
    "erase": "server.cli.erase:erase",
    "certificate": "server.cli.certificate_command:certificate",
    "wire": "server.cli.wire:wire",
    "messages": "server.cli.messages:command",
    "simulate-signs": "server.cli.signs:simulate_signs",
}


class Throughline(click.Group):
    """Loads subcommands late, and says whatever goes wrong in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """All names, in the order one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """The subcommand, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a subcommand; a refusal to start is a sentence and exit status 1."""
        try:
            return super().invoke(ctx)
        except Misconfigured as problem:
            raise click.ClickException(str(problem)) from problem
        except Problem as problem:
            raise click.ClickException(problem.reason) from problem
        except ValueError as problem:
            raise click.ClickException(str(problem)) from problem


@click.group(cls=Throughline, context_settings={"max_content_width": 100})
@click.version_option(package_name="throughline")
def main() -> None:
    """Throughline: the thread between therapy sessions.

    To try it: 'throughline demo', then 'throughline serve --dir var/demo'.

    For a practice: 'throughline keys init', 'migrate', 'practice add', 'therapist add', 'serve', 'remind'. What differs
    from one installation to another is read from THROUGHLINE_… environment variables; docs/deploying.md lists them.
    """
