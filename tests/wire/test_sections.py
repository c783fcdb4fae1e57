"""Sections as examples: what both renderers, the page's text and the phone's screen, have to say of them."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from server.entries.sections import Block, Section
from server.summary.plain import plain

EXAMPLES = json.loads((Path(__file__).parent / "sections.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_all_that_a_section_says_stands_in_its_text(example: dict[str, Any]) -> None:
    text = plain([Section.model_validate(example["section"])]).lower()
    for said in [example["section"]["title"], *example["says"]]:
        assert said.lower() in text


def test_there_is_an_example_of_every_block() -> None:
    blocks = get_args(get_args(Block)[0])
    types = {block["type"] for example in EXAMPLES for block in example["section"]["blocks"]}
    assert types == {block.model_fields["type"].default for block in blocks}
