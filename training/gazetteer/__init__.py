"""Compiles the gazetteer that world.places reads, from GeoNames, airport tables and the tables in world/data."""
