"""The therapist's page for the time away: who reads for them, and until when."""

import uuid
from datetime import date, datetime

from flask import flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import clock
from server.accounts import cover as verbs
from server.accounts.forms import CoverForm, Press
from server.accounts.gate import practice_of
from server.accounts.identity import the_login
from server.accounts.models import Cover
from server.accounts.pages.blueprint import desk
from server.accounts.people import account_name
from server.entries.rules import local_day
from server.errors import NotThere
from server.i18n import gettext as _
from server.web import dates, house


@desk.get("/cover")
def cover() -> str:
    """Who covers, if anybody; and naming somebody."""
    with house().main.read() as db:
        today = _today(db, clock.now())
        row = verbs.cover_of(db, the_login(), today)
        return _page(db, row, _form(db, row, today), today)


@desk.post("/cover")
def name_cover() -> Response | tuple[str, int]:
    """Names somebody; who was named before no longer reads."""
    login, now = the_login(), clock.now()
    with house().main.write() as db:
        today = _today(db, now)
        row = verbs.cover_of(db, login, today)
        form = _form(db, row, today, tried=True)
        if not form.validate() or form.first_on.data is None or form.last_on.data is None:
            return _page(db, row, form, today), 422
        days = form.first_on.data, form.last_on.data
        verbs.name_cover(db, house().config.audit_secret, login, uuid.UUID(form.by.data), days, now)
    flash(_("It is named. Your clients see it on their phones."))
    return redirect(url_for("accounts.cover"), 303)


@desk.post("/cover/end")
def end_cover() -> Response:
    """Nobody reads for this therapist any more."""
    if not Press().validate_on_submit():
        raise NotThere
    with house().main.write() as db:
        verbs.end_cover(db, house().config.audit_secret, the_login(), clock.now())
    flash(_("Only you read now."))
    return redirect(url_for("accounts.cover"), 303)


def _today(db: Session, now: datetime) -> date:
    return local_day(now, practice_of(db, the_login().practice_id).zone, "00:00")


def _names(db: Session) -> dict[str, str]:
    login = the_login()
    ring = house().keystore.ring(login.practice_id, [login.practice_id])
    return {str(one.id): account_name(ring, one) for one in verbs.colleagues(db, login)}


def _form(db: Session, row: Cover | None, today: date, tried: bool = False) -> CoverForm:
    known = {"by": str(row.covered_by), "first_on": row.first_on, "last_on": row.last_on} if row else {}
    sent = {} if tried else {"formdata": None}
    return CoverForm(_names(db), today, data=known, **sent)


def _page(db: Session, row: Cover | None, form: CoverForm, today: date) -> str:
    names = _names(db)
    name = names.get(str(row.covered_by)) if row else None
    return render_template(
        "accounts/cover.html", place="cover", row=row, name=name, alone=not names, form=form, today=today, dates=dates
    )
