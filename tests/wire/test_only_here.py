"""The copy of what is only on a phone opens without the app, as its description says."""

import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

ROOT = Path(__file__).parents[2]
KEPT = (Path(__file__).parent / "only_here.tloh").read_bytes()


def described() -> Any:
    """The function in the description."""
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "private-file.md").read_text(), re.S)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code[1], names)  # our own page: what it says has to work
    return names["open_copy"]


def test_the_description_opens_what_a_phone_wrote() -> None:
    (entry,) = described()(KEPT, "lantern orchard gravel piano ")
    assert (entry["kind"], entry["body"]["words"]) == ("homework", "One stop, then I got off.")


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        described()(KEPT, "lantern orchard gravel violin")
