"""What a rating offers to be reminded of: some hours after each session, until the next one is near."""

from server.alliance.told import KIND
from server.reminders import AfterSessions, Offer

HOURS_AFTER = 3
AFTER_A_SESSION = Offer(
    about="session",
    subject=None,
    answered_by=KIND,
    when=AfterSessions(type="after_sessions", minutes=HOURS_AFTER * 60),
    stays=8,
)
