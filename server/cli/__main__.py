"""``python -m server.cli`` is ``throughline``."""

from server.cli.main import main

main()
