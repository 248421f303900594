"""Questions in between, answered from facts."""
