"""Every room's tables, gathered for migrations and checks."""

import server.accounts.models
import server.audit.models
import server.entries.models
import server.meetings.models
import server.practice.models
from server.db import Base

METADATA = Base.metadata

__all__ = ["METADATA"]
