"""Ideas where to go."""
