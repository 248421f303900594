"""The operator's commands: ``python -m db``."""
