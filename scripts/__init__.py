"""Setting up, starting and looking after the house on one machine."""
