"""The owner's pages: the practice's texts, each with all its versions, and the help lines. Nothing of clients."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import accounts, clock
from server.errors import NotThere
from server.i18n import gettext as _
from server.practice import service, words
from server.practice.defaults import Words
from server.practice.forms import LinesForm, TextForm
from server.web import dates, house

desk = Blueprint("practice", __name__, template_folder="templates")
Answer = str | Response | tuple[str, int]


@desk.get("/practice")
def page() -> str:
    """What there is to read for clients, and whom they can call."""
    login, now = accounts.the_login(), clock.now()
    with house().main.read() as db:
        tenant = service.practice_of(db, login.practice_id)
        texts = service.texts(db, login.practice_id, now)
        saved = {key: service.versions(db, login.practice_id, key) for key in service.KEYS}
    since = {key: dates.past(rows[0].effective_at, now, tenant.zone) for key, rows in saved.items() if rows}
    return _render("practice.html", tenant=tenant, keys=service.KEYS, texts=texts, since=since)


@desk.get("/practice/texts/<key>")
def text(key: str) -> str:
    """One text, ready to be changed."""
    with house().main.read() as db:
        held = _held(db, key)
        form = TextForm(formdata=None, data={"title": held.title, "told": "\n\n".join(held.paragraphs)})
        return _text(db, key, form)


@desk.post("/practice/texts/<key>")
def save_text(key: str) -> Answer:
    """Looks at what was typed as a client will read it, or makes it the version that holds from now on."""
    login, form = accounts.the_login(), TextForm()
    with house().main.write() as db:
        held = _held(db, key)
        if not form.validate():
            return _text(db, key, form), 422
        if "look" in request.form:
            return _text(db, key, form, form.words())
        if form.words() != held or not service.versions(db, login.practice_id, key):
            service.put_text(db, login.practice_id, key, form.words(), clock.now())
            flash(_("Saved. It holds from now on; phones get it with their next contact."))
        else:
            flash(_("Nothing was changed."))
    return redirect(url_for("practice.text", key=key), 303)


@desk.get("/practice/texts/<key>/<int:version>")
def version(key: str, version: int) -> str:
    """An earlier version, as clients read it then."""
    login, now = accounts.the_login(), clock.now()
    with house().main.read() as db:
        zone = service.practice_of(db, login.practice_id).zone
        rows = service.versions(db, login.practice_id, key)
    found = next((row for row in rows if row.version == version), None)
    if found is None:
        raise NotThere
    until = next((row.effective_at for row in reversed(rows) if row.version > version), None)
    from_day, until_day = (None if at is None else dates.past(at, now, zone) for at in (found.effective_at, until))
    return _render("version.html", key=key, row=found, from_day=from_day, until_day=until_day)


@desk.get("/practice/help-lines")
def help_lines() -> str:
    """The help lines, ready to be changed."""
    with house().main.read() as db:
        lines = service.help_lines(db, accounts.the_login().practice_id)
    form = LinesForm(formdata=None, data={"lines": [asdict(line) for line in lines]})
    return _render("help_lines.html", form=form)


@desk.post("/practice/help-lines")
def save_help_lines() -> Answer:
    """Adds an empty line, takes one away, or keeps them all; nothing is kept before the last."""
    form = LinesForm()
    if "add" in request.form:
        return _render("help_lines.html", form=form.with_another())
    if "remove" in request.form:
        return _render("help_lines.html", form=form.without(request.form.get("remove", -1, int)))
    missing = None if form.typed() else _("Keep at least one: somebody in danger must find a number here.")
    if not form.validate() or missing:
        return _render("help_lines.html", form=form, missing=missing), 422
    with house().main.write() as db:
        service.put_help_lines(db, accounts.the_login().practice_id, form.typed())
    flash(_("Saved. Phones get them with their next contact."))
    return redirect(url_for("practice.page"), 303)


def _held(db: Session, key: str) -> Words:
    """The text that holds now. Raises ``NotThere`` for a text there is none of."""
    if key not in service.KEYS:
        raise NotThere
    held = service.texts(db, accounts.the_login().practice_id, clock.now())[key]
    return Words(held["title"], list(held["paragraphs"]))


def _text(db: Session, key: str, form: TextForm, look: Words | None = None) -> str:
    login, now = accounts.the_login(), clock.now()
    tenant = service.practice_of(db, login.practice_id)
    rows = service.versions(db, login.practice_id, key)
    saved = [(row, dates.past(row.effective_at, now, tenant.zone)) for row in rows]
    return _render("text.html", key=key, form=form, look=look, saved=saved, tenant=tenant)


def _render(template: str, **more: Any) -> str:
    return render_template(
        f"practice/{template}", login=accounts.the_login(), place="practice", words=words, dates=dates, **more
    )
