"""A measured figure, the table a person reads, and the file a program reads."""

import json
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Met = Literal["aim", "yes", "no", "-"]


@dataclass(frozen=True)
class Figure:
    """One number. ``least`` and ``aim`` are the two lines to reach, both in ``unit``; ``limit`` says what holds it.

    ``samples`` is how often it was measured: a percentile of few is little more than the worst of them. ``beside`` are
    other numbers of the same measurement, by name.
    """

    name: str
    value: float
    unit: str
    limit: str
    least: float | None = None
    aim: float | None = None
    better: Literal["lower", "higher"] = "lower"
    beside: Mapping[str, Any] = field(default_factory=dict)
    samples: int = 1

    @property
    def met(self) -> Met:
        """Which line is reached; ``-`` where there is none."""
        if self.least is None and self.aim is None:
            return "-"
        if self.aim is not None and self._reaches(self.aim):
            return "aim"
        return "yes" if self.least is not None and self._reaches(self.least) else "no"

    def _reaches(self, line: float) -> bool:
        return self.value <= line if self.better == "lower" else self.value >= line


def median(values: Sequence[float]) -> float:
    """The middle of what was measured."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` (0..1) of all values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def said(number: float) -> str:
    """Three digits are all that such a measurement is worth."""
    if number == 0 or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.{2 - math.floor(math.log10(abs(number)))}f}"


def lines_of(figure: Figure) -> str:
    """What is to be reached, ``at least / aim``."""
    wanted = [one for one in (figure.least, figure.aim) if one is not None]
    sign = "≤" if figure.better == "lower" else "≥"
    return f"{sign} " + " / ".join(f"{one:g}" for one in wanted) if wanted else ""


HEADS = ("what", "measured", "unit", "n", "to reach / aim", "met", "what limits it")


def cells(figure: Figure) -> tuple[str, ...]:
    """One row."""
    return (
        figure.name,
        said(figure.value),
        figure.unit,
        str(figure.samples),
        lines_of(figure),
        figure.met,
        figure.limit,
    )


def table(figures: Sequence[Figure]) -> str:
    """All rows as a Markdown table."""
    rows = [HEADS, *(cells(one) for one in figures)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(HEADS) - 1)]
    shown = [[*(cell.ljust(width) for cell, width in zip(row, wide, strict=False)), row[-1]] for row in rows]
    shown.insert(1, [*("-" * width for width in wide), "---"])
    return "\n".join("| " + " | ".join(row) + " |" for row in shown)


def write(path: Path, machine: Mapping[str, Any], figures: Sequence[Figure]) -> None:
    """Keeps a run: the machine it was measured on, and every figure with the numbers beside it."""
    kept = [
        {
            "name": one.name,
            "value": round(one.value, 4),
            "unit": one.unit,
            "samples": one.samples,
            "least": one.least,
            "aim": one.aim,
            "better": one.better,
            "met": one.met,
            "limit": one.limit,
            "beside": one.beside,
        }
        for one in figures
    ]
    path.parent.mkdir(exist_ok=True)
    text = json.dumps({"machine": machine, "figures": kept}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


BEGIN, END = "<!-- the last run -->", "<!-- end of the last run -->"


def show(path: Path, machine: Mapping[str, Any], figures: Sequence[Figure]) -> None:
    """Puts a run between the two marks of a page. Raises ``ValueError`` where they are missing."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"no place for the table in {path.name}")
    about = "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in machine.items())
    path.write_text(f"{before}{BEGIN}\n{about}\n\n{table(figures)}\n{END}{after}", encoding="utf-8")
