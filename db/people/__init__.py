"""People: signing in, accounts, sessions, being forgotten."""

from db.people.accounts import SqlAccounts
from db.people.codes import SqlSignInCodes
from db.people.erasures import SqlErasures
from db.people.links import SqlLinks
from db.people.sessions import SqlSessions

__all__ = ["SqlAccounts", "SqlErasures", "SqlLinks", "SqlSessions", "SqlSignInCodes"]
