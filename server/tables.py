"""Every room's tables, gathered for migrations and checks."""

from server.accounts import models as accounts
from server.alliance import models as alliance
from server.audit import models as audit
from server.db import Base
from server.entries import models as entries
from server.homework import models as homework
from server.meetings import models as meetings
from server.practice import models as practice
from server.reminders import models as reminders

ROOMS = (accounts, alliance, audit, entries, homework, meetings, practice, reminders)
METADATA = Base.metadata
