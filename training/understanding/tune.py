"""Fine-tuning: the upper layers of MiniLM learn the intents from noisy readings of the training sentences.

The result is a mean of the original and the fine-tuned weights: that keeps what the original knows of sentences
unlike ours, which fine-tuning alone forgets (Wortsman et al., Robust fine-tuning of zero-shot models, CVPR 2022).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from bot.nlu.noise import STANDS_ALONE, Example, values_by_entity, variants
from encoder import DIMENSIONS

SEED = 20270212
EPOCHS = 4
BATCH = 32
FROZEN = 2  # embeddings and the lowest two of six layers: they know English, and cost the most to train
RATE = 2e-4
HEAD_RATE = 2e-3
SMOOTHING = 0.05
NOISY = 0.6  # share of sentences that are read with noise in an epoch
LONGEST = 64  # tokens
TUNED_SHARE = 0.6  # of the fine-tuned weights in the mean
BALANCE = -0.3  # power of a class's size that its weight is


@dataclass(frozen=True)
class Tuned:
    """The fine-tuned transformer with its tokenizer, and the mean loss of each epoch."""

    transformer: Any
    tokenizer: Any
    losses: tuple[float, ...]


class Classifier(nn.Module):
    """Mean of the token vectors, then one linear layer; the layer is thrown away after training."""

    def __init__(self, transformer: Any, classes: int) -> None:
        super().__init__()
        self.transformer = transformer
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(DIMENSIONS, classes)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """(n, t) token ids and mask to (n, classes) logits."""
        hidden = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        logits: Tensor = self.head(self.dropout((hidden * mask).sum(1) / mask.sum(1)))
        return logits


def tune(examples: Sequence[Example], weights: Path, epochs: int = EPOCHS) -> Tuned:
    """Fine-tune on all examples. The same examples, libraries and thread count give the same weights."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    tokenizer = AutoTokenizer.from_pretrained(str(weights))
    classes = {intent: number for number, intent in enumerate(sorted({example.intent for example in examples}))}
    model = Classifier(AutoModel.from_pretrained(str(weights), add_pooling_layer=False), len(classes))
    original = {name: weight.detach().clone() for name, weight in model.transformer.named_parameters()}
    loss_of = nn.CrossEntropyLoss(weight=_weights(examples, classes), label_smoothing=SMOOTHING)
    optimiser, schedule = _optimiser(model, epochs * -(-len(examples) // BATCH))
    losses = []
    model.train()
    for _ in range(epochs):
        total = batches = 0
        for texts, labels in _batches(examples, classes, rng):
            fed = tokenizer(texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
            loss = loss_of(model(fed["input_ids"], fed["attention_mask"]), labels)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, batches = total + loss.item(), batches + 1
        losses.append(total / batches)
    with torch.no_grad():
        for name, weight in model.transformer.named_parameters():
            weight.copy_(torch.lerp(original[name], weight, TUNED_SHARE))
    return Tuned(model.transformer.eval(), tokenizer, tuple(losses))


def _weights(examples: Sequence[Example], classes: dict[str, int]) -> Tensor:
    counts = Counter(example.intent for example in examples)
    weights = torch.tensor([counts[intent] ** BALANCE for intent in classes])
    return weights / weights.mean()


def _optimiser(model: Classifier, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    frozen = [model.transformer.embeddings, *model.transformer.encoder.layer[:FROZEN]]
    for part in frozen:
        part.requires_grad_(False)
    trained = [weight for weight in model.transformer.parameters() if weight.requires_grad]
    groups = [{"params": trained, "lr": RATE}, {"params": model.head.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE, HEAD_RATE], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    return optimiser, schedule


def _batches(
    examples: Sequence[Example], classes: dict[str, int], rng: random.Random
) -> Iterator[tuple[list[str], Tensor]]:
    """One epoch: every example once, as written or with noise, sentences of like length together."""
    values = values_by_entity(examples)
    read = [(_reading(example, values, rng), classes[example.intent]) for example in examples]
    rng.shuffle(read)
    near = BATCH * 20
    batches: list[list[tuple[str, int]]] = []
    for start in range(0, len(read), near):
        pool = sorted(read[start : start + near], key=lambda pair: len(pair[0]))
        batches += [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
    rng.shuffle(batches)
    for batch in batches:
        yield [text for text, _ in batch], torch.tensor([label for _, label in batch])


def _reading(example: Example, values: dict[str, list[str]], rng: random.Random) -> str:
    if rng.random() >= NOISY:
        return example.text
    return variants(example, values, rng, 1, example.intent not in STANDS_ALONE)[0]
