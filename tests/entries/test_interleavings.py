"""Two phones, lost replies and repeats in any order: what the server holds equals a model that is plainly right."""

import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from server.entries.models import Entry
from server.entries.opening import Opened
from server.entries.reading import open_body
from server.entries.receiving import receive
from tests.entries.conftest import Desk
from tests.entries.rooms import KINDS, envelope

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
DEVICES = [uuid.UUID(int=1), uuid.UUID(int=2)]
IDS = [uuid.UUID(int=10), uuid.UUID(int=11), uuid.UUID(int=12)]
WORDS = st.sampled_from(["bus", "tram", "boat"])


class Phones(RuleBasedStateMachine):
    """The model: every body ever acknowledged, by id and revision, in the order of arrival."""

    desk: Desk
    loses_repeats = False

    def __init__(self) -> None:
        super().__init__()
        self.arrived: dict[tuple[uuid.UUID, int], list[str]] = {}
        with self.desk.house.main.write() as db:
            db.query(Entry).delete()

    @rule(
        batch=st.lists(st.tuples(st.sampled_from(IDS), st.integers(1, 3), WORDS), min_size=1, max_size=4),
        device=st.sampled_from(DEVICES),
        times=st.integers(1, 2),
    )
    def send(self, batch: list[tuple[uuid.UUID, int, str]], device: uuid.UUID, times: int) -> None:
        """A batch, perhaps twice because the reply was lost."""
        for _ in range(times):
            items = [self._opened(*one) for one in batch]
            with self.desk.house.main.write() as db:
                results = receive(db, self.desk.ana, device, items, KINDS, NOW)
            assert all(result.outcome in ("stored", "already_stored", "conflict") for result in results)
        for id_, revision, words in batch:
            known = self.arrived.setdefault((id_, revision), [])
            if words not in known or self.loses_repeats:
                known.append(words)

    def _opened(self, id_: uuid.UUID, revision: int, words: str) -> Opened:
        body = {"mood": 5, "weather": "rain", "words": words}
        return self.desk.opened(envelope(NOW, body=body), NOW, id_, revision)

    @invariant()
    def every_acknowledged_body_stands_exactly_once(self) -> None:
        """Nothing lost, nothing doubled."""
        with self.desk.house.main.read() as db:
            found = list(db.execute(select(Entry.id, Entry.revision, Entry.fingerprint, Entry.seq)))
        assert len(found) == sum(len(bodies) for bodies in self.arrived.values())
        assert len({row.seq for row in found}) == len(found)

    @invariant()
    def the_first_body_of_the_highest_revision_counts(self) -> None:
        """One current row per id, and it is the right one."""
        with self.desk.house.main.read() as db:
            current = list(db.scalars(select(Entry).where(Entry.is_current)))
            opened = {row.id: (row.revision, self._words(row)) for row in current}
        assert len(opened) == len(current)
        newest = {id_: max(revision for one, revision in self.arrived if one == id_) for id_, _ in self.arrived}
        assert opened == {id_: (revision, self.arrived[id_, revision][0]) for id_, revision in newest.items()}

    def _words(self, row: Entry) -> str:
        return str(open_body(self.desk.ana, row)[1]["words"])


SHORT = settings(max_examples=25, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck))


def test_any_interleaving_of_two_phones_loses_and_doubles_nothing(desk: Desk) -> None:
    Phones.desk = desk
    run_state_machine_as_test(Phones, settings=SHORT)


def test_the_machine_notices_when_an_entry_counts_twice(desk: Desk) -> None:
    class Wrong(Phones):
        loses_repeats = True

    Wrong.desk = desk
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Wrong, settings=settings(SHORT, print_blob=False))
