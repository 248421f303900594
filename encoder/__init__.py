"""Sentence to vector: a small ONNX model on one CPU thread, no torch."""

from encoder.folder import EncoderDamaged, EncoderMissing, fingerprint
from encoder.sentence import DIMENSIONS, MAX_TOKENS, Encoder

__all__ = ["DIMENSIONS", "MAX_TOKENS", "Encoder", "EncoderDamaged", "EncoderMissing", "fingerprint"]
