"""Accounts: who a traveller is, what is kept of them, and how all of it is shown, handed out and erased."""
