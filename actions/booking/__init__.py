"""Booking, showing and cancelling."""
