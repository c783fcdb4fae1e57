"""Every kind of entry there is, one line a room, and what everybody can be reminded of.

docs/adding-a-kind.md says what a room brings.
"""

from server.alliance.kind import ALLIANCE
from server.alliance.reminding import AFTER_A_SESSION
from server.between_us.kind import CONSENT, QUESTION
from server.entries.kind import by_name
from server.expectations.kind import EXPECTATIONS
from server.goals.kind import GOALS
from server.history.kind import NOT_MINE_KIND
from server.homework.kind import HOMEWORK
from server.reminders.kind import REMINDERS
from server.week.kind import WEEK_NOTE

KINDS = by_name([*ALLIANCE, CONSENT, QUESTION, HOMEWORK, *EXPECTATIONS, *GOALS, WEEK_NOTE, NOT_MINE_KIND, *REMINDERS])
STANDING = (AFTER_A_SESSION,)
