"""Builds the vectors of the catalogue's passages."""
