"""The plan card as a form: what is typed stays typed, and an error says what to do, beside its field."""

import uuid
from collections.abc import Mapping
from datetime import date, time
from typing import Any, cast, get_args

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from server.homework import words
from server.homework.starts import STYLES, Start
from server.homework.wire import (
    MOST_STEPS,
    AnySchedule,
    DaysSchedule,
    EveryWeeks,
    NamedGoal,
    ObstacleCode,
    OnceSchedule,
    Plan,
    Step,
    Style,
    TimesAWeekSchedule,
)
from server.i18n import gettext as _
from server.web.dates import weekday_names
from server.web.fields import Near, day_of, line, passage

FEWEST_STEPS_SHOWN = 3


class OnlyFor:
    """Asked only when ``often`` is this; else what stands in the field is left alone."""

    def __init__(self, often: str) -> None:
        self.often = often

    def __call__(self, form: Any, field: Field) -> None:
        """Raises ``StopValidation`` without a word where the field is not asked."""
        if form.often.data != self.often:
            field.errors = []
            raise StopValidation


class StepForm(Form):
    """One step. Its id stays when its text changes."""

    id = HiddenField(validators=[Length(max=40)])
    text = line(_("Step"))


class PlanForm(FlaskForm):
    """The plan card."""

    start = HiddenField(default="empty")
    style = HiddenField(default="directive")
    what = line(_("What"), DataRequired(_("Say in a few words what it is.")))
    why = line(_("Why"))
    goal = SelectField(_("Which goal it is for"), choices=[], default="")
    steps = FieldList(FormField(StepForm), max_entries=MOST_STEPS)
    often = RadioField(
        _("When"),
        choices=[
            SelectChoice("days", _("On certain days")),
            SelectChoice("times_a_week", _("Several times a week, any day")),
            SelectChoice("once", _("Once")),
        ],
        default="days",
    )
    weekdays = SelectMultipleField(
        _("Days"),
        [OnlyFor("days"), InputRequired(_("Choose at least one day."))],
        coerce=int,
        choices=[],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    every_weeks = SelectField(
        _("Which weeks"),
        [OnlyFor("days")],
        coerce=int,
        choices=[
            SelectChoice(1, _("Every week")),
            SelectChoice(2, _("Every second")),
            SelectChoice(4, _("Every fourth")),
        ],
        default=1,
    )
    at = TimeField(_("At about"), [OnlyFor("days"), Optional()])
    times = IntegerField(
        _("Times a week"),
        [
            OnlyFor("times_a_week"),
            InputRequired(_("How many times a week?")),
            NumberRange(1, 14, _("From 1 to 14 times a week.")),
        ],
        default=3,
    )
    remind_at = TimeField(_("Remind at about"), [OnlyFor("times_a_week"), Optional()])
    on = DateField(_("Day"), [OnlyFor("once"), InputRequired(_("Choose a day.")), Near()])
    once_at = TimeField(_("At about"), [OnlyFor("once"), Optional()])
    starts_on = DateField(_("From"), [InputRequired(_("From which day on?")), Near()])
    ends_on = DateField(_("Until (can stay empty)"), [Optional(), Near()])
    how_long = line(_("How long"))
    where = line(_("Where"))
    confidence = IntegerField(validators=[Optional(), NumberRange(0, 10, _("From 0 to 10."))])
    obstacle = SelectField(_("What is likely to get in the way"), choices=[])
    then = passage(_("And what then"))
    therapist_does = passage(_("What you will do"))

    def __init__(self, today: date, first_weekday: int, name: str, goals: Mapping[uuid.UUID, str], **rest: Any) -> None:
        self.today, self.goals = today, goals
        super().__init__(**rest)
        short = weekday_names("short")
        self.weekdays.choices = [SelectChoice(n % 7, short[n % 7]) for n in range(first_weekday, first_weekday + 7)]
        named = [SelectChoice(str(id_), words) for id_, words in goals.items()]
        self.goal.choices = [SelectChoice("", _("None of them")), *named]
        codes = cast(tuple[ObstacleCode, ...], get_args(ObstacleCode))
        self.obstacle.choices = [SelectChoice("", _("Not talked about"))]
        self.obstacle.choices += [SelectChoice(code, words.obstacle(code)) for code in codes]
        self.confidence.label.text = _("How sure is {name} that it can be done?").format(name=name)
        while len(self.steps) < FEWEST_STEPS_SHOWN:
            self.steps.append_entry()

    def validate_ends_on(self, field: DateField) -> None:
        """Not before it begins."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise StopValidation(_("This day is before the first one. Leave it empty if there is no end yet."))

    def validate_style(self, field: HiddenField) -> None:
        """One of the five."""
        if field.data not in STYLES:
            raise StopValidation(_("Start from one of the cards above."))

    def add_step(self) -> None:
        """Another empty line for a step, up to the most there may be."""
        if len(self.steps) < MOST_STEPS:
            self.steps.append_entry()

    def begin(self, new: Start, before: Start) -> None:
        """Takes over a card, but only where nothing of one's own was typed since the card before."""
        self.start.data, self.style.data = new.key, new.style
        for name in ("what", "then", "therapist_does"):
            field = self[name]
            if (field.data or "") in ("", getattr(before, name)):
                field.data = getattr(new, name)
        typed = tuple(entry.data["text"] or "" for entry in self.steps)
        if tuple(text for text in typed if text) in ((), tuple(text for text in before.steps if text)):
            while len(self.steps):
                self.steps.pop_entry()
            for text in new.steps or ("",) * FEWEST_STEPS_SHOWN:
                self.steps.append_entry({"id": "", "text": text})
        if not self.weekdays.data:
            self.often.data, self.times.data = new.often, new.times

    def plan(self) -> Plan:
        """The plan of a form that was found valid."""
        style = cast(Style, self.style.data)
        steps = [
            Step(id=entry.data["id"] or str(uuid.uuid4()), text=entry.data["text"])
            for entry in self.steps
            if entry.data["text"]
        ]
        once = self.on.data if self.often.data == "once" else None
        return Plan(
            what=self.what.data or "",
            why=self.why.data or None,
            goal=self._goal(),
            style=style,
            scales=style != "nondirective",
            steps=steps,
            where=self.where.data or None,
            how_long=self.how_long.data or None,
            confidence=self.confidence.data,
            obstacle=cast(ObstacleCode, self.obstacle.data) if self.obstacle.data else None,
            then=self.then.data or None,
            therapist_does=self.therapist_does.data or None,
            schedule=self._schedule(),
            starts_on=min(once, self.today) if once else day_of(self.starts_on),
            ends_on=None if once else self.ends_on.data,
        )

    def _goal(self) -> NamedGoal | None:
        id_ = uuid.UUID(self.goal.data) if self.goal.data else None
        return NamedGoal(id=id_, words=self.goals[id_]) if id_ else None

    def _schedule(self) -> AnySchedule:
        if self.often.data == "days":
            at = [_hhmm(self.at.data)] if self.at.data else []
            weekdays, every = sorted(set(self.weekdays.data or [])), cast(EveryWeeks, self.every_weeks.data)
            return DaysSchedule(type="days", weekdays=weekdays, at=at, every_weeks=every)
        if self.often.data == "once":
            at_once = _hhmm(self.once_at.data) if self.once_at.data else None
            return OnceSchedule(type="once", on=day_of(self.on), at=at_once)
        remind_at = _hhmm(self.remind_at.data) if self.remind_at.data else None
        return TimesAWeekSchedule(type="times_a_week", times=self.times.data or 1, at=remind_at)


def _hhmm(at: time) -> str:
    return at.strftime("%H:%M")


def filled_from(plan: Plan) -> dict[str, Any]:
    """A plan as the form's first values."""
    values = plan.model_dump(exclude={"schedule", "scales", "goal"})
    values["goal"] = str(plan.goal.id) if plan.goal else ""
    values["start"] = ""
    schedule = plan.schedule
    values["often"] = schedule.type
    if isinstance(schedule, DaysSchedule):
        values["weekdays"], values["every_weeks"] = list(schedule.weekdays), schedule.every_weeks
        values["at"] = time.fromisoformat(schedule.at[0]) if schedule.at else None
    elif isinstance(schedule, OnceSchedule):
        values["on"] = schedule.on
        values["once_at"] = time.fromisoformat(schedule.at) if schedule.at else None
    else:
        values["times"] = schedule.times
        values["remind_at"] = time.fromisoformat(schedule.at) if schedule.at else None
    return values
