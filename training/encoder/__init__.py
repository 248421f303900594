"""Exports all-MiniLM-L6-v2 to an int8 ONNX file that needs no torch."""
