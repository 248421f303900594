"""Pictures of destinations, drawn here: a small map and the climate of the year, with nothing from a network."""
