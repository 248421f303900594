"""Figures for Prometheus; nothing in them tells who said what."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_BUCKETS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)


class Metrics:
    """One set for each application, so that several can live in a process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.turns = Counter("tripwright_turns", "Turns by outcome", ["state"], registry=self.registry)
        self.seconds = Histogram(
            "tripwright_turn_seconds", "Time of a turn from receipt to answer", buckets=_BUCKETS, registry=self.registry
        )
        self.engine = Counter("tripwright_engine_errors", "Turns the engine failed", ["state"], registry=self.registry)
        self.mails = Counter("tripwright_mails", "Mails by outcome", ["kind", "outcome"], registry=self.registry)
        self.callbacks = Counter(
            "tripwright_callbacks", "Attempts to call answers back", ["outcome"], registry=self.registry
        )
        self.deliveries = Counter(
            "tripwright_deliveries", "Attempts to send to messengers", ["channel", "outcome"], registry=self.registry
        )
        self.outbox = Gauge("tripwright_outbox", "Mails not sent, by state", ["state"], registry=self.registry)
        self.waiting = Gauge("tripwright_conversations_waiting", "Conversations owed an answer", registry=self.registry)
        self.sockets = Gauge("tripwright_sockets", "Open web sockets", registry=self.registry)
