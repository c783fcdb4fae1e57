"""What becomes of a goal: the examples that the phone reads too, and words that come in any order."""

import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from server.goals.rules import Said, Wording, look_again, standing

FILE = json.loads((Path(__file__).parents[1] / "wire" / "goals.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(FILE["today"])


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def versions_of(example: dict[str, Any]) -> list[Wording]:
    return [Wording(n, words, stance, day(on)) for n, (words, stance, on) in enumerate(example["versions"], 1)]


def said_of(example: dict[str, Any]) -> list[Said]:
    return [Said(n, answer, wording, date.fromisoformat(on)) for n, answer, wording, on in example["said"]]


@pytest.mark.parametrize("example", FILE["examples"], ids=lambda example: example["name"])
def test_each_example_stands_as_it_says(example: dict[str, Any]) -> None:
    versions, said = versions_of(example), said_of(example)
    found = standing(versions, said)
    holds = found.holds.version if found.holds else None
    assert (found.stands, found.by, holds) == (example["stands"], example["by"], example["holds"])
    assert sorted(look_again(versions, said, TODAY)) == example["look_again"]


ANSWERS = ("yes", "change", "not_now", "reached")
STANCES = ("yes", "not_now", "reached")


def test_nothing_is_agreed_that_not_both_said_yes_to() -> None:
    """Every way of two versions and three words: what is agreed has a yes, or the same words, from each of the two."""
    agreed = 0
    for words, stances in itertools.product(itertools.product("ab", repeat=2), itertools.product(STANCES, repeat=2)):
        versions = [Wording(n, words[n - 1], stances[n - 1], None) for n in (1, 2)]  # type: ignore[arg-type]
        for asked in itertools.product((0, 1, 2), ANSWERS, repeat=2):
            said = [
                Said(asked[n], asked[n + 1], "a" if asked[n + 1] == "change" else None, TODAY)  # type: ignore[arg-type]
                for n in (0, 2)
            ]
            found = standing(versions, said)
            if found.holds is None:
                assert found.stands != "agreed"
                continue
            agreed += 1
            held = found.holds
            assert held.stance == "yes"
            same = [one for one in versions if one.words == held.words]
            assert any(
                (one.answer == "yes" and one.version in [other.version for other in same]) or one.wording == held.words
                for one in said
            )
    assert agreed
