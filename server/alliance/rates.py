"""The simulation's result for the parameters as they are: kept in a file, shown in the app, printed in the docs."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from server.alliance.simulation import PEOPLE, Mix, Rates, fingerprint

FILE = Path(__file__).with_name("rates.toml")
HEAD = "# Written by `throughline simulate-signs`: never by hand.\n"


@dataclass(frozen=True)
class Known:
    """A result, of how many people each, and the fingerprint of what it was made with."""

    fingerprint: str
    people: int
    mixes: Sequence[Rates]


def known() -> Known:
    """What was found when the simulation last ran."""
    read = tomllib.loads(FILE.read_text())
    return Known(read["fingerprint"], read["people"], [Rates(**mix) for mix in read["mixes"]])


def keep(mixes: Sequence[Rates]) -> None:
    """Writes a whole run's result."""
    lines = [HEAD, f'fingerprint = "{fingerprint()}"', f"people = {PEOPLE}"]
    for mix in mixes:
        lines.append("\n[[mixes]]")
        lines += [
            f'{name} = "{value}"' if name == "mix" else f"{name} = {value}" for name, value in asdict(mix).items()
        ]
    FILE.write_text("\n".join(lines) + "\n")


def percent(share: float) -> str:
    """``19%``; what is nearly all is not said to be all."""
    whole = round(100 * share)
    return "over 99%" if whole == 100 and share < 1 else f"{whole}%"


def table(mixes: Sequence[Rates]) -> list[str]:
    """The rows as ``docs/clinical.md`` has them."""
    return [f"| {one.mix} | {' | '.join(_figures(one))} |" for one in mixes]


def _figures(one: Rates) -> Iterator[str]:
    for name, figure in asdict(one).items():
        if name != "mix":
            yield f"{figure:.1f}" if name in ("mean", "apart") else percent(figure)


def described(mix: Mix) -> str:
    """The row that says who is in a mix."""
    people = (f"{percent(share)} around {level:g}, spread {spread:g}" for share, level, spread in mix.people)
    return f"| {mix.name} | {'; '.join(people)} |"
