"""Fine-tunes the sentence encoder on the training sentences, so that wishes that differ lie apart."""
