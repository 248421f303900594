"""Trains the intent model: sentence vectors and n-grams, one logistic head, a calibrated gate."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.features import hashed
from bot.nlu.head import Head, fit
from bot.nlu.model import OUT_OF_SCOPE, Gate, IntentModel
from bot.nlu.noise import STANDS_ALONE, Example, mash, values_by_entity, variants
from bot.nlu.spelling import Speller
from bot.nlu.split import is_calibration
from encoder import Encoder

SEED = 20270212
MASHED = 400  # texts of random letters
REFUSED = 0.99  # share of them that the gate must stop
VARIANTS = 2
KEPT = 0.98  # share of rightly understood held-out sentences, slips included, that the gate lets pass


@dataclass(frozen=True)
class Corpus:
    """Sentences as arrays, one row each: vector, n-grams, label, number of the example, whether it is as written."""

    vectors: np.ndarray
    grams: csr_matrix
    labels: np.ndarray
    owner: np.ndarray
    written: np.ndarray

    def where(self, rows: np.ndarray) -> Corpus:
        """The rows that a mask names."""
        return Corpus(*(part[rows] for part in (self.vectors, self.grams, self.labels, self.owner, self.written)))


def train(examples: Sequence[Example], encoder: Encoder) -> IntentModel:
    """Fit on all examples; the gate comes from a first fit without an eighth of them. The same input gives the same."""
    speller = Speller.learn([example.text for example in examples], encoder)
    corpus = _corpus(examples, encoder, speller)
    held = np.isin(corpus.owner, [number for number, one in enumerate(examples) if is_calibration(one.text)])
    gate = _bounds(_fit(corpus.where(~held), Gate(0.0, 0.0), speller), corpus.where(held))
    fitted = _fit(corpus, gate, speller)
    return replace(fitted, gate=replace(gate, mash=_mash_bound(fitted, encoder)))


def _corpus(examples: Sequence[Example], encoder: Encoder, speller: Speller) -> Corpus:
    rng, values = random.Random(SEED), values_by_entity(examples)
    texts = []
    for example in examples:
        lead_in = example.intent not in STANDS_ALONE
        mended, slipped = variants(example, values, rng, VARIANTS, lead_in)
        # What the speller cannot mend stays a slip: the head must know both.
        texts += [example.text, speller.mend(mended, encoder), slipped]
    owner = np.repeat(np.arange(len(examples)), VARIANTS + 1)
    labels = np.array([example.intent for example in examples])[owner]
    written = np.arange(len(texts)) % (VARIANTS + 1) == 0
    return Corpus(encoder.encode(texts), hashed(texts), labels, owner, written)


def _fit(corpus: Corpus, gate: Gate, speller: Speller) -> IntentModel:
    labels = corpus.labels.tolist()
    counts = Counter(labels)
    # Rare classes count more, but not so much as to weigh as much as the frequent ones.
    weights = np.array([counts[label] ** -0.5 for label in labels], dtype=np.float32)
    head: Head = fit(corpus.vectors, corpus.grams, labels, weights)
    number_of = {name: i for i, name in enumerate(head.classes)}
    known = np.array([number_of[label] for label in corpus.labels[corpus.written]])
    order = np.argsort(known, kind="stable")
    return IntentModel(head, corpus.vectors[corpus.written][order], known[order], gate, speller)


def _bounds(trial: IntentModel, held: Corpus) -> Gate:
    """The gate that keeps 98 % of what was rightly understood; an open one when there is nothing to learn from."""
    scores, cosines = [], []
    for vector, found, label in zip(held.vectors, trial.head.batch(held.vectors, held.grams), held.labels, strict=True):
        best = int(found.argmax())
        if trial.head.classes[best] == label != OUT_OF_SCOPE:
            cosines.append(trial.nearest(vector, best))
            scores.append(float(found[best]) * cosines[-1])
    if not scores:
        return Gate(0.0, 0.0)
    return Gate(*(round(float(np.quantile(values, 1 - KEPT)), 4) for values in (scores, cosines)))


def _mash_bound(model: IntentModel, encoder: Encoder) -> float:
    """The score that hardly any random letters reach: short slips look alike to the encoder, and so does mash."""
    texts = mash(random.Random(SEED), MASHED)
    vectors = encoder.encode(texts)
    found = model.head.batch(vectors, hashed(texts))
    best = found.argmax(axis=1)
    cosines = [model.nearest(vector, int(label)) for vector, label in zip(vectors, best, strict=True)]
    return round(float(np.quantile(found.max(axis=1) * cosines, REFUSED)), 4)
