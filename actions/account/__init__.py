"""Accounts by chat: signing in and out, the profile, preferences, one's data and its end."""
