"""The file itself: one page to read and the same as data, in a .zip."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from html import escape

from server.clock import on_the_wire
from server.entries.telling import Said
from server.exports.chapters import Chapter, Piece
from server.i18n import gettext as _
from server.web.dates import full_moment

VERSION = 1
STYLE = (
    "body{font:1.1rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    "article{border-top:1px solid;padding:.5rem 0}h3{margin:.5rem 0}"
    "dt{font-weight:bold}dd{margin:0 0 .4rem;white-space:pre-wrap}.nil{opacity:.7}"
    "@media(min-width:40rem){dl{display:grid;grid-template-columns:12rem 1fr;gap:.1rem 1rem}}"
)
# Opened from a folder it loads nothing and runs nothing, whatever stands in it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_zip(chapters: Sequence[Chapter], left_out: Sequence[str], now: datetime, zone: str) -> bytes:
    """``my-data.html`` and ``my-data.json``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-data.html", page(chapters, left_out, now, zone))
        archive.writestr("my-data.json", data(chapters, left_out, now))
    return packed.getvalue()


def data(chapters: Sequence[Chapter], left_out: Sequence[str], now: datetime) -> str:
    """The same for a machine: each chapter a list under its key. Times are UTC, ISO 8601."""
    about = {"version": VERSION, "made_at": on_the_wire(now), "left_out": list(left_out)}
    content = {one.key: [dict(piece.data) for piece in one.pieces] for one in chapters}
    return json.dumps({**about, **content}, ensure_ascii=False, indent=1)


def page(chapters: Sequence[Chapter], left_out: Sequence[str], now: datetime, zone: str) -> str:
    """The page to read."""
    made = _("Made {when}. Whoever has this file can read it.").format(when=full_moment(now, zone))
    title = _("Everything of mine")
    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{STYLE}</style>',
        f"<h1>{escape(title)}</h1><p>{escape(made)}</p>",
        f"<p>{escape(_('The same stands in my-data.json, for a computer to read.'))}</p><nav><ul>",
        *(f'<li><a href="#{one.key}">{escape(one.title)}</a></li>' for one in chapters),
        f'<li><a href="#left-out">{escape(_("What is not in it, and why"))}</a></li></ul></nav>',
        *(_chapter(one) for one in chapters),
        f'<section id="left-out"><h2>{escape(_("What is not in it, and why"))}</h2><ul>',
        *(f"<li>{escape(one)}</li>" for one in left_out),
        "</ul></section></html>",
    ]
    return "\n".join(parts)


def _chapter(of: Chapter) -> str:
    pieces = "\n".join(_piece(one) for one in of.pieces) or f'<p class="nil">{escape(_("Nothing."))}</p>'
    return f'<section id="{of.key}"><h2>{escape(of.title)}</h2>\n{pieces}\n</section>'


def _piece(of: Piece) -> str:
    if not of.lines:
        return f'<p dir="auto">{escape(of.title)}</p>'
    lines = "".join(_line(one) for one in of.lines)
    return f'<article><h3 dir="auto">{escape(of.title)}</h3><dl>{lines}</dl></article>'


def _line(of: Said) -> str:
    name = f'<dt dir="auto">{escape(of.name)}</dt>'
    if of.value is None:
        return f'{name}<dd class="nil">{escape(_("Not answered"))}</dd>'
    return f'{name}<dd dir="auto">{escape(of.value)}</dd>'
