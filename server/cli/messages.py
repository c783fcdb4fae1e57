"""``throughline messages``: gathers every text for translators."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

SERVER = Path(__file__).parents[1]
CATALOGUE = SERVER / "locale" / "messages.pot"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
# A refusal's third argument is its sentence.
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "Problem": (3,)}


def messages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each text with the file it stands in."""
    for name, _, text, _, _ in extract_from_dir(str(SERVER), METHODS, keywords=KEYWORDS):
        yield Path(name).as_posix(), (text,) if isinstance(text, str) else tuple(text)


def catalogue() -> bytes:
    """The template that translations start from. Line numbers are left out: they change with every edit."""
    found = Catalog(project="Throughline", header_comment="# What the server says, in English.")
    for name, texts in sorted(messages()):
        found.add(texts if len(texts) > 1 else texts[0], locations=[(name, 0)])
    written = BytesIO()
    write_po(written, found, include_lineno=False, omit_header=True, sort_output=True)
    return written.getvalue()


@click.command("messages")
def command() -> None:
    """Write the catalogue of all texts anew, from the code and the templates.

    For developers: run it after a text has changed. Translations start from this file; a test fails while it differs
    from what the server says.
    """
    CATALOGUE.parent.mkdir(exist_ok=True)
    CATALOGUE.write_bytes(catalogue())
    click.echo(f"Written: {CATALOGUE.relative_to(SERVER.parent)}.")
