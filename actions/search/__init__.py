"""Searching flights and stays, and working with what is on screen."""
