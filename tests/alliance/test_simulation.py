"""The rates that are shown belong to the rules as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.alliance import rates, rules, simulation

DOCS = Path(__file__).parents[2] / "docs" / "clinical.md"


def test_the_rates_were_made_with_these_parameters() -> None:
    assert rates.known().fingerprint == simulation.fingerprint(), "run 'throughline simulate-signs'"


@pytest.mark.parametrize("name", ["usual_from", "usual_of", "drop", "two_if_uneven", "low", "together"])
def test_a_changed_parameter_asks_for_another_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = replace(rules.PARAMETERS, **{name: getattr(rules.PARAMETERS, name) + 1})
    monkeypatch.setattr(simulation, "PARAMETERS", changed)
    assert rates.known().fingerprint != simulation.fingerprint()


def test_the_rules_still_give_these_rates() -> None:
    """A whole run of one mix: changed code shows as well as a changed parameter."""
    mix = simulation.MIXES[0]
    assert simulation.rates_of(mix, simulation.PEOPLE) == rates.known().mixes[0]


def test_the_docs_say_the_same_numbers() -> None:
    said = DOCS.read_text()
    for row in (*rates.table(rates.known().mixes), *(rates.described(mix) for mix in simulation.MIXES)):
        assert row in said


def test_the_first_mix_bunches_at_the_top_and_the_others_less() -> None:
    known = rates.known().mixes
    assert [one.mix for one in known] == ["bunched", "even", "mixed", "uneven"]
    assert [one.nine_or_ten for one in known] == sorted((one.nine_or_ten for one in known), reverse=True)
    assert known[0].nine_or_ten > 0.75
    assert [one.apart for one in known] == sorted(one.apart for one in known)
    assert known[-1].flagged_24 > 0.5, "so the app says"


def test_what_is_found_and_what_is_flagged_are_of_a_believable_size() -> None:
    for one in rates.known().mixes:
        assert one.found_3 > one.found_2 > one.flagged_12
        assert one.flagged_24 > one.flagged_12


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0%"), (0.194, "19%"), (0.996, "over 99%"), (1.0, "100%"), (0.991, "99%")]
)
def test_nearly_all_is_not_all(share: float, said: str) -> None:
    assert rates.percent(share) == said
