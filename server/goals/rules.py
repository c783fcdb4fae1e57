"""Decisions about goals: what both said yes to, whose word is waited for, what is over, what is due to be looked at.

Agreeing takes two, stopping takes one, and quiet is not agreement. Nothing is decided by clocks: the client's word says
which version it is about. The phone decides the same; ``tests/wire/goals.json`` holds the examples both sides read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Answer = Literal["yes", "change", "not_now", "reached"]
Stance = Literal["yes", "not_now", "reached"]
Stands = Literal["agreed", "waits_for_client", "waits_for_therapist", "not_now", "reached"]
Side = Literal["client", "therapist"]


@dataclass(frozen=True)
class Wording:
    """One version of a goal, and where the therapist stood when they wrote it."""

    version: int
    words: str
    stance: Stance
    revisit_on: date | None


@dataclass(frozen=True)
class Said:
    """The client's word on a version. A proposal of their own is about version 0, since nobody wrote one yet."""

    version: int
    answer: Answer
    wording: str | None
    on: date


@dataclass(frozen=True)
class Standing:
    """How a goal stands. ``by`` is who ended it; ``holds`` the wording both last said yes to, while it holds."""

    stands: Stands
    by: Side | None
    holds: Wording | None

    @property
    def is_over(self) -> bool:
        """Whether somebody said that it is."""
        return self.by is not None


def standing(versions: Sequence[Wording], said: Sequence[Said]) -> Standing:
    """How a goal stands. ``versions`` are oldest first, ``said`` in the order of arrival."""
    if not versions:
        return Standing("waits_for_therapist", None, None)
    now = versions[-1]
    word = _last(said, now.version)
    if word is not None and (word.answer == "not_now" or word.answer == "reached"):
        return Standing(word.answer, "client", None)
    if word is None and now.stance != "yes":
        return Standing(now.stance, "therapist", None)
    if now.stance == "yes" and _wants(word, now.words, _wanted(versions, said, now)):
        return Standing("agreed", None, now)
    return Standing("waits_for_client" if word is None else "waits_for_therapist", None, _held(versions, said))


def _last(said: Sequence[Said], version: int) -> Said | None:
    """The last word on a version."""
    return next((one for one in reversed(said) if one.version == version), None)


def _wants(word: Said | None, words: str, unless: bool) -> bool:
    """Whether the client wants just these words; ``unless`` holds where they said nothing since."""
    if word is None:
        return unless
    return word.answer == "yes" or (word.answer == "change" and word.wording == words)


def _wanted(versions: Sequence[Wording], said: Sequence[Said], one: Wording) -> bool:
    """Whether a version says what the client had already said yes to, or asked for, when it was written."""
    before = next((other for other in versions if other.version == one.version - 1), None)
    word = _last(said, one.version - 1)
    if word is not None and word.answer != "yes":
        return word.answer == "change" and word.wording == one.words
    if before is None or before.words != one.words:
        return False
    return word is not None or (before.stance == "yes" and _wanted(versions, said, before))


def _held(versions: Sequence[Wording], said: Sequence[Said]) -> Wording | None:
    """What both last said yes to, where nobody ended it since."""
    for one in reversed(versions):
        word = _last(said, one.version)
        if one.stance != "yes" or (word is not None and word.answer in ("not_now", "reached")):
            return None
        yes = any(other.version == one.version and other.answer == "yes" for other in said)
        if yes or _wanted(versions, said, one):
            return one
    return None


def look_again(versions: Sequence[Wording], said: Sequence[Said], today: date) -> frozenset[Side]:
    """Who is asked to look at it again today: the therapist until they set another day, the client until they say."""
    now = versions[-1] if versions else None
    if now is None or now.revisit_on is None or now.revisit_on > today or standing(versions, said).is_over:
        return frozenset()
    since = any(one.version == now.version and one.on >= now.revisit_on for one in said)
    return frozenset({"therapist"} if since else {"therapist", "client"})
