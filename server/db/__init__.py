"""Databases: engines, transactions, the base of all tables and the column types every room shares."""

from server.db.base import Base, OfPractice
from server.db.database import Database
from server.db.types import Moment, Sealed, named

__all__ = ["Base", "Database", "Moment", "OfPractice", "Sealed", "named"]
