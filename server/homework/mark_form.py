"""The small form of the therapist's own marks, as the weekly page sends it."""

import uuid
from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from server.audit import By
from server.homework.marks import Mark
from server.web.fields import day_of

LONGEST = timedelta(days=92)


class MarkForm(FlaskForm):
    """Two numbers, the days they are about, and whether the client may see them."""

    first = DateField(validators=[InputRequired()])
    last = DateField(validators=[InputRequired()])
    quantity = IntegerField(validators=[Optional(), NumberRange(0, 10)])
    quality = IntegerField(validators=[Optional(), NumberRange(0, 10)])
    shared = BooleanField()

    def fits(self, today: date) -> bool:
        """Whether it can be what the page sends: it offers nothing that a person could get wrong."""
        if not self.validate():
            return False
        first, last = day_of(self.first), day_of(self.last)
        return first <= last <= today and last - first < LONGEST

    def mark(self, item: uuid.UUID, by: By) -> Mark:
        """The mark of a form that fits."""
        return Mark(
            item=item,
            account=by.account,
            first=day_of(self.first),
            last=day_of(self.last),
            at=by.now,
            shared=bool(self.shared.data),
            quantity=self.quantity.data,
            quality=self.quality.data,
        )
