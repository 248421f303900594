"""Turning offers into bookings: quote, yes, hold, confirm."""
