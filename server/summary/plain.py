"""A section as plain text, to be taken into a record of one's own."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from server.entries.sections import Ask, Cell, Chart, Counts, Facts, Note, Point, Section, Table, Text
from server.i18n import gettext as _

INDENT = "   "


def plain(sections: Iterable[Section], quoted: Collection[str] = ()) -> str:
    """Sections one after the other, an empty line between them. Nothing on it is left out, nothing added.

    What a person wrote stands once: ``quoted`` are the words that stood above already.
    """
    return "\n\n".join("\n".join(_section(one, quoted)) for one in sections)


def quoted_in(asks: Iterable[Ask]) -> set[str]:
    """The words that stand among what to ask about."""
    return {one.text for ask in asks for one in ask.evidence if one.words}


def plain_asks(asks: Sequence[Ask]) -> str:
    """What to ask about, numbered."""
    return "\n\n".join("\n".join(_ask(number, one)) for number, one in enumerate(asks, 1))


def _ask(number: int, ask: Ask) -> Iterator[str]:
    yield f"{number}. {ask.title}"
    if ask.evidence:
        yield INDENT + _texts(ask.evidence)
    if ask.say is not None:
        yield INDENT + _("You could say: {words}").format(words=ask.say)


def _section(section: Section, quoted: Collection[str]) -> Iterator[str]:
    yield section.title.upper()
    if section.lead:
        yield _texts(section.lead)
    tables = [block for block in section.blocks if isinstance(block, Table)]
    in_rows = {one.text for table in tables for row in table.rows for cell in row.cells for one in cell.texts}
    for block in section.blocks:
        if isinstance(block, Chart):
            yield from _chart(block, {*quoted, *in_rows})
        else:
            yield from _block(block, quoted)


def _block(block: Counts | Table | Facts | Note, quoted: Collection[str]) -> Iterator[str]:
    if isinstance(block, Counts):
        counts = ", ".join(f"{one.n} {one.of}" for one in block.counts)
        basis = f" ({block.basis})" if block.basis else ""
        yield f"{block.title}{basis}: {counts}" if counts else f"{block.title}{basis}"
    elif isinstance(block, Table):
        yield ""
        yield block.title
        for row in block.rows:
            more = [row.late] if row.late else []
            yield f"- {'; '.join([*_cells(block.heads, row.cells, quoted), *more])}"
    elif isinstance(block, Facts):
        yield ""
        yield block.title
        yield from (f"- {one.name}: {_text(one.value)}" for one in block.facts)
    else:
        yield _text(block.text)
        if block.about:
            yield block.about


def _cells(heads: Sequence[str], cells: Sequence[Cell], quoted: Collection[str]) -> Iterator[str]:
    """Each cell with its head; one that runs over the rest of the row stands alone."""
    for at, cell in enumerate(cells):
        said = " ".join(_("(words as above)") if one.words and one.text in quoted else _text(one) for one in cell.texts)
        if said:
            alone = at == 0 or (at == len(cells) - 1 and len(cells) < len(heads))
            yield said if alone else f"{heads[at]}: {said}"


def _chart(chart: Chart, elsewhere: Collection[str]) -> Iterator[str]:
    yield ""
    yield f"{chart.title}: {_texts(chart.finding)}" if chart.finding else chart.title
    yield from (f"- {_point(one, elsewhere)}" for one in chart.points)
    yield chart.basis


def _point(point: Point, elsewhere: Collection[str]) -> str:
    value = (point.missing or _("no number")) if point.value is None else str(point.value)
    words = f" “{point.words}”" if point.words and point.words not in elsewhere else ""
    return f"{point.at}: {value}{words}"


def _texts(several: Sequence[Text]) -> str:
    return " ".join(_text(one) for one in several)


def _text(one: Text) -> str:
    return f"“{one.text}”" if one.words else one.text
