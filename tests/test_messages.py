"""Every text of the server is in the catalogue that translations start from."""

import re

from server.cli.messages import CATALOGUE, SERVER, catalogue, messages


def test_the_catalogue_is_what_the_code_says() -> None:
    assert CATALOGUE.read_bytes() == catalogue(), "run 'throughline messages'"


def test_texts_of_code_and_of_templates_are_both_found() -> None:
    found = {name.rsplit(".", 1)[1] for name, _ in messages()}
    assert found == {"py", "html"}


def test_no_template_says_anything_outside_the_catalogue() -> None:
    """Words between tags that are not inside an expression or a translated block."""
    told = re.compile(
        r"\{% block width %\}[a-z ]+|\{#.*?#\}|\{%-? *trans.*?endtrans *-?%\}|\{\{.*?\}\}|\{%.*?%\}", re.S
    )
    tag = re.compile(r"<[^>]*>", re.S)
    for path in SERVER.glob("**/templates/**/*.html"):
        bare = tag.sub(" ", told.sub(" ", path.read_text()))
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r"&\w+;", " ", bare))
        assert words in ([], ["Throughline"], ["Throughline", "Throughline"]), (path.name, words)
