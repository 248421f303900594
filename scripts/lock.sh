#!/usr/bin/env bash
# Compile the lock files; no index address goes into them, and torch stays the plain version, not the +cpu build.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_FIND_LINKS=${UV_FIND_LINKS:-${PIP_FIND_LINKS:-}} UV_CUSTOM_COMPILE_COMMAND="make lock"
compile() { uv pip compile --quiet --no-emit-index-url --no-emit-find-links --no-annotate "$@"; }
# A pinned torch in an old lock would be preferred over the CPU build, and bring CUDA along.
rm -f requirements-training.txt requirements-dev.txt
[ -n "$UV_FIND_LINKS" ] || export UV_TORCH_BACKEND=cpu
compile pyproject.toml --python-version 3.11 -o requirements.txt
compile pyproject.toml --extra training -c requirements.txt --python-version 3.11 -o requirements-training.txt
compile pyproject.toml --all-extras -c requirements-training.txt --python-version 3.11 -o requirements-dev.txt
compile bot/requirements.in --python-version 3.10 -o bot/requirements.txt
compile bot/requirements-dev.in -c bot/requirements.txt --python-version 3.10 -o bot/requirements-dev.txt
sed -i 's/+cpu//' requirements*.txt
