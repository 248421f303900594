"""Offline only: compiles the gazetteer, exports the encoder, builds embeddings."""
