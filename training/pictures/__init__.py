"""What pictures of destinations are drawn from: coasts and borders, places of the catalogue, and fonts."""
