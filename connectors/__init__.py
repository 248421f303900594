"""Channels: each translates its own messages to ours and our replies to its own, and decides nothing."""
