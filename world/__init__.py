"""Places, dates, money and parties: pure knowledge and parsing, no input or output."""
