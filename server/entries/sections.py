"""Sections: what a room says about one client and one week. One renderer on each side draws them all."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Tone = Literal["plain", "ask", "grey"]
Pillar = Literal["rapport", "goals", "expectations", "responsibility", "empathy", "safety_and_respect"]


class Part(BaseModel):
    """Base of all parts of a section: nothing unknown, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Part):
    """A piece of text. ``words`` is true where a person wrote it: it is set in the other voice."""

    text: str
    words: bool = False
    tone: Tone = "plain"


class Count(Part):
    """One number and what it counts. Grey where it stands for something that is not known."""

    n: int
    of: str
    tone: Tone = "plain"


class Scale(Part):
    """A question from 0 to 10: ``words`` are eleven, one a number. What is not answered is ``None``."""

    name: str
    label: str
    words: list[str]
    value: int | None


class Marking(Part):
    """A small form of the therapist's, sent to the path ``href``. The phone shows none, nor does paper.

    ``about`` names what is marked, ``state`` says what stands by now, ``tick`` what is ``ticked``.
    """

    id: str
    title: str
    about: str
    state: Text
    hint: str
    scales: list[Scale]
    tick: str
    ticked: bool
    href: str


class Counts(Part):
    """Counts of one thing, for example of one assignment. ``basis`` says what they rest on.

    ``marking`` is where the therapist says how the same thing looks to them.
    """

    type: Literal["counts"] = "counts"
    title: str
    basis: str | None = None
    counts: list[Count]
    marking: Marking | None = None


class Cell(Part):
    """One cell: texts one after the other."""

    texts: list[Text]


class Row(Part):
    """One row. ``entry`` names the entry behind it, ``new`` that it was not opened before."""

    entry: str | None = None
    new: bool = False
    late: str | None = None
    talked_at: str | None = None
    cells: list[Cell]


class Table(Part):
    """A table with its column heads, in reading order. The first cell heads the row; a small one stands ``aside``."""

    type: Literal["table"] = "table"
    title: str
    aside: bool = False
    heads: list[str]
    rows: list[Row]


class Fact(Part):
    """A name and its value."""

    name: str
    value: Text


class Facts(Part):
    """Pairs, for example the plan card of an assignment."""

    type: Literal["facts"] = "facts"
    title: str
    facts: list[Fact]


class Note(Part):
    """A plain remark: what is missing, what a number cannot tell.

    Where it is what somebody wrote, ``entry`` names the entry, ``new`` that it was not opened before, ``about`` says
    when it was written and what of.
    """

    type: Literal["note"] = "note"
    text: Text
    entry: str | None = None
    new: bool = False
    about: str | None = None


class Point(Part):
    """One place on a chart: the day as it is shown, and the number given there; ``None`` where none was.

    ``missing`` says what became of a number that is not there, where that is known. ``flagged`` rings it: worth asking
    about. ``words`` are the client's own at that point.
    """

    at: str
    value: int | None
    missing: str | None = None
    flagged: bool = False
    words: str | None = None


class Chart(Part):
    """One series of numbers, oldest first. ``finding`` says in words what it shows; a table stands beside the picture.

    ``usual`` is what is usual for this person, where enough points tell it; ``basis`` says what it rests on and what it
    cannot tell.
    """

    type: Literal["chart"] = "chart"
    title: str
    finding: list[Text]
    basis: str
    lowest: int = 0
    highest: int = 10
    usual: float | None
    points: list[Point]


Block = Annotated[Counts | Table | Facts | Note | Chart, Field(discriminator="type")]


class Link(Part):
    """A page of the therapist's that goes further: a path on their host. The phone shows none."""

    text: str
    href: str


class Ask(Part):
    """Something worth asking about: what, what it rests on, and something to say. A lower ``weight`` comes first."""

    id: str
    title: str
    evidence: list[Text]
    say: str | None
    entry: str | None = None
    weight: int = 50
    link: Link | None = None


class Section(Part):
    """One section of the weekly page. ``lead`` carries the finding in words, counts before percentages.

    ``asks`` are gathered from all sections and stand first on the page. A ``letter`` is to the therapist about the
    whole week: it stands beside them.
    """

    id: str
    pillar: Pillar
    title: str
    lead: list[Text]
    blocks: list[Block]
    asks: list[Ask] = []
    letter: bool = False
    links: list[Link] = []
