"""What Rasa loads: launcher, channel, stores, importer and understanding; runs in the engine's own environment."""
