"""Finding flights and stays."""
