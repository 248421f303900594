"""What to recommend: the catalogue of destinations, its embeddings and the ranking."""
