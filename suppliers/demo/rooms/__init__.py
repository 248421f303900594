"""The demo market's stays: towns, properties, rooms by night and their prices."""
