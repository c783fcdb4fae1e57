"""The command line: ``throughline --help``."""

from server.cli.main import main

__all__ = ["main"]
