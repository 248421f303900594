"""The action server: one file per capability; each reads slots, calls one use case and says one outcome."""
