"""``throughline wire``: writes down what phone and server say to each other."""

import json
from pathlib import Path

import click

from server.wire import openapi, typescript

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "openapi.json"
TYPES = ROOT / "pwa" / "src" / "api" / "wire.ts"


@click.command()
def wire() -> None:
    """Write the OpenAPI document and the phone's TypeScript types anew, from the server's models.

    For developers: run it after changing a wire model. A test fails while the files differ from the models.
    """
    document = openapi()
    DOCUMENT.write_text(json.dumps(document, indent=2) + "\n")
    TYPES.write_text(typescript(document))
    click.echo(f"Written: {DOCUMENT.relative_to(ROOT)} and {TYPES.relative_to(ROOT)}.")
