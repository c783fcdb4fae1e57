"""The chain shows every alteration, deletion, reordering and truncation."""

import os
import uuid
from datetime import UTC, datetime

import pytest

from server.audit.rules import START, Line, first_break, link

SECRET = os.urandom(32)
PRACTICE, ANA, TOMAS = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
AT = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)


def chain(length: int) -> list[tuple[Line, bytes]]:
    lines, before = [], START
    for n in range(1, length + 1):
        line = Line(PRACTICE, ANA, n, AT, "account", TOMAS, "week_opened", {"from": "2026-11-17"})
        before = link(SECRET, before, line)
        lines.append((line, before))
    return lines


def head(lines: list[tuple[Line, bytes]]) -> tuple[int, bytes]:
    return len(lines), lines[-1][1] if lines else START


@pytest.mark.parametrize("length", [0, 1, 5])
def test_an_untouched_chain_is_whole(length: int) -> None:
    lines = chain(length)
    assert first_break(SECRET, lines, head(lines)) is None


def test_an_altered_line_is_found() -> None:
    lines = chain(5)
    _, mac = lines[2]
    changed = Line(PRACTICE, ANA, 3, AT, "account", TOMAS, "week_opened", {"from": "2026-11-10"})
    assert first_break(SECRET, [*lines[:2], (changed, mac), *lines[3:]], head(lines)) == 3


def test_a_deleted_line_is_found() -> None:
    lines = chain(5)
    assert first_break(SECRET, lines[:2] + lines[3:], head(lines)) == 3


def test_a_reordered_pair_is_found() -> None:
    lines = chain(5)
    assert first_break(SECRET, [lines[0], lines[2], lines[1], *lines[3:]], head(lines)) == 2


def test_a_chain_cut_short_is_found() -> None:
    lines = chain(5)
    assert first_break(SECRET, lines[:3], head(lines)) == 4


def test_a_line_made_without_the_secret_is_found() -> None:
    lines = chain(2)
    forged = Line(PRACTICE, ANA, 3, AT, "account", TOMAS, "week_opened", {})
    mac = link(os.urandom(32), lines[-1][1], forged)
    assert first_break(SECRET, [*lines, (forged, mac)], (3, mac)) == 3
