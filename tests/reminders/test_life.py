"""Whatever befalls somebody who is reminded, the rules hold."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reminders.life import born, live
from tests.reminders.watch import watch


def lives(chance: Random) -> None:
    """Somebody's week, watched; in the end nothing of it was lost in silence."""
    life = born(chance)
    live(life, watch)
    assert all(one.why is not None for one in life.occurrences.values()), "each one ends, and it is said why"


@settings(deadline=None, max_examples=100)
@given(st.randoms(use_true_random=False))
def test_the_rules_hold_whatever_happens(chance: Random) -> None:
    lives(chance)
