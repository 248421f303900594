"""Adapters to who sells and informs; each implements the ports of ``travel``."""
