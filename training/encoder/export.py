"""From torch weights to one int8 ONNX graph: tokens in, unit sentence vectors out."""

from __future__ import annotations

import contextlib
import io
import logging
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import AutoModel

INPUTS = ("input_ids", "attention_mask")
OUTPUT = "vector"
OPSET = 18


class SentenceVector(nn.Module):
    """The transformer with mean pooling and L2 normalisation, so that one run gives finished vectors."""

    def __init__(self, transformer: nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """(n, t) token ids and mask to (n, 384) vectors."""
        hidden = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return nn.functional.normalize(mean, p=2.0, dim=1)


def export_int8(weights: Path, target: Path) -> None:
    """Write the quantised graph to `target`; the same weights and libraries give the same bytes."""
    transformer = AutoModel.from_pretrained(str(weights), attn_implementation="eager", add_pooling_layer=False)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        _export(SentenceVector(transformer.eval()), exact)
        _quantise(exact, target)


def _export(module: nn.Module, target: Path) -> None:
    # Two tensors, not one twice: the exporter would take both inputs for the same.
    example = tuple(torch.ones(2, 9, dtype=torch.long) for _ in INPUTS)
    axes = {name: {0: "n", 1: "t"} for name in INPUTS}
    with _quiet(), torch.no_grad():
        torch.onnx.export(
            module,
            example,
            str(target),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamo=True,
            dynamic_shapes=axes,
            opset_version=OPSET,
            external_data=False,
        )
    model = onnx.load(str(target))
    _forget_origin(model)
    onnx.save(model, str(target))


def _forget_origin(model: onnx.ModelProto) -> None:
    """Drop stack traces and paths of the building machine, which would make the file differ between machines."""
    del model.metadata_props[:]
    model.doc_string = ""
    for part in (model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        del part.metadata_props[:]
        part.doc_string = ""
    del model.graph.value_info[:]


def _quantise(exact: Path, target: Path) -> None:
    # Per channel: one scale per matrix lowers the mean cosine from .99 to .95. Reduced range: without VNNI
    # instructions a full 8-bit product saturates, and vectors would differ between training and serving machines.
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        str(exact),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )


@contextlib.contextmanager
def _quiet():
    """The exporter prints progress and warns about optional packages; the caller prints its own line."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        yield
