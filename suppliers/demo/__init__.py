"""A believable market that needs no network: flights, stays and climate, always labelled "demo"."""
