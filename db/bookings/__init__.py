"""Bookings: taking stock, holding, confirming, cancelling, finding again."""

from db.bookings.codes import SqlCodeStore
from db.bookings.stock import SqlStockReader
from db.bookings.store import SqlBookingStore

__all__ = ["SqlBookingStore", "SqlCodeStore", "SqlStockReader"]
