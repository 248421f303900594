"""What travellers think of what is shown."""
