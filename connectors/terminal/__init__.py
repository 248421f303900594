"""A conversation in the terminal with a running assistant."""
