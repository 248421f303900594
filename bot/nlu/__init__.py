"""Understanding: the intent of a sentence and everything that it says."""
