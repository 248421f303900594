"""Build everything that the assistant needs, step by step; a step is skipped when its inputs have not changed.

Runs on any Python ≥ 3.11 with nothing installed: ``python3 scripts/setup.py [--dev]``.
"""

from __future__ import annotations

import argparse
import difflib
import os
import secrets
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Started as a file, without PYTHONPATH, only this folder would be searched.
sys.path.insert(0, str(ROOT))

from scripts.building import Builder, Places, SetupError, Step, shown  # noqa: E402
from scripts.envfile import read_env_file  # noqa: E402
from scripts.environments import make_environment  # noqa: E402
from scripts.web import build_widget, fetch_packages  # noqa: E402

APP = ROOT / ".venv"
ENGINE = ROOT / "bot" / ".venv"
SECRETS = ("ENGINE_TOKEN", "ACTIONS_TOKEN", "SERVER_SECRET")
DEFAULTS = {"MODELS_DIR": "models", "VAR_DIR": "var", "CATALOGUE_DIR": "data/catalogue/destinations"}


def main() -> int:
    """Do every step that is needed; 1 with one clear line when one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    parser.add_argument(
        "--retrain",
        action="store_true",
        help="fine-tune the encoder and train the language model, also when nothing changed",
    )
    options = parser.parse_args()
    try:
        _check_machine()
        builder = Builder(read_places(ROOT, os.environ))
        planned = steps(builder, dev=options.dev, retrain=options.retrain)
        builder.do(planned, {"language model"} if options.retrain else set())
    except SetupError as problem:
        return _complain(str(problem))
    except OSError as problem:
        return _complain(f"{shown(Path(problem.filename or '.'))}: {problem.strerror}")
    return 0


def read_places(root: Path, environment: Mapping[str, str]) -> Places:
    """Where the settings put things: the environment wins over `.env`, which wins over the defaults.

    Names in `.env` that are no settings are mentioned. Raises SetupError for a line that cannot be read.
    """
    try:
        file = read_env_file(root / ".env", environment)
    except ValueError:
        raise SetupError(".env is not a text in UTF-8") from None
    if file.unreadable:
        raise SetupError(f".env: line {file.unreadable[0]} cannot be read: NAME=value is expected")
    _mention_unknown(file.values, read_env_file(root / ".env.example", {}).values)
    found = dict(DEFAULTS)
    for source in (file.values, environment):
        found.update({name.upper(): value for name, value in source.items() if value and name.upper() in DEFAULTS})
    return Places(root / found["MODELS_DIR"], root / found["VAR_DIR"], root / found["CATALOGUE_DIR"])


def steps(builder: Builder, *, dev: bool, retrain: bool = False) -> list[Step]:
    """The steps in their order. The fine-tuned encoder comes with the project and is made anew only on demand."""
    models, var, catalogue = builder.places.models, builder.places.var, builder.places.catalogue
    wanted = "requirements-dev.txt" if dev else "requirements-training.txt"
    engine = ("bot/requirements.txt", "bot/requirements-dev.txt") if dev else ("bot/requirements.txt",)

    def built(name: str, *inputs: str, shown_as: str = "", more: Iterable[Path] = (), **options: Path) -> Step:
        out = models / name
        given = [part for key, value in {"out": out, **options}.items() for part in (f"--{key}", str(value))]
        sources = (*_paths(*inputs, f"training/{name}", "training/__init__.py", "requirements-training.txt"), *more)
        return Step(shown_as or name, sources, (out,), partial(builder.python, APP, "-m", f"training.{name}", *given))

    tuning = Step("fine-tuning", (), (), lambda: builder.python(APP, "-m", "training.understanding"), always=True)
    return [
        Step("secrets", (), (var / "secrets.env",), lambda: _secrets(var / "secrets.env"), always=True),
        Step(
            "application environment",
            _paths(wanted),
            (APP / "bin" / "python",),
            lambda: make_environment(builder, APP, "3.11", wanted),
        ),
        Step("settings", (), (), lambda: builder.python(APP, "-m", "settings"), always=True),
        *_web(builder),
        Step(
            "engine environment",
            _paths(*engine),
            (ENGINE / "bin" / "python",),
            lambda: make_environment(builder, ENGINE, "3.10", *engine),
        ),
        built("gazetteer", "world/data", "world/places"),
        built("encoder", shown_as="sentence encoder"),
        built(
            "embeddings",
            "training/encoder",
            "recommender",
            more=(catalogue,),
            encoder=models / "encoder",
            catalogue=catalogue,
        ),
        built(
            "pictures",
            "recommender/catalogue.py",
            "recommender/pictures",
            "widget/package-lock.json",
            more=(catalogue,),
            catalogue=catalogue,
        ),
        *([tuning] if retrain else []),
        Step(
            "language model",
            _paths(*"config.yml domain.yml domain data/nlu data/rules bot/nlu bot/importer.py".split())
            + _paths("bot/requirements.txt", "bot/train.py", "encoder", "data/understanding"),
            (models / "rasa" / "tripwright.tar.gz",),
            lambda: builder.python(ENGINE, "-m", "bot.train"),
        ),
        Step("database", (), (), lambda: builder.python(APP, "-m", "db", "migrate"), always=True),
    ]


def _web(builder: Builder) -> list[Step]:
    packages = _paths("widget/package.json", "widget/package-lock.json", "widget/.npmrc")
    sources = "src scripts index.html tsconfig.json vite.config.ts vite.loader.config.ts".split()
    built = _paths("gateway/static/widget/index.html", "gateway/static/widget/widget.js")
    return [
        Step("web packages", packages, _paths("widget/node_modules"), lambda: fetch_packages(builder)),
        Step(
            "web widget",
            (*packages, *_paths(*(f"widget/{name}" for name in sources))),
            built,
            lambda: build_widget(builder),
        ),
    ]


def _paths(*names: str) -> tuple[Path, ...]:
    return tuple(ROOT / name for name in names)


def _mention_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    for name in given:
        if name.upper() not in known:
            close = difflib.get_close_matches(name.upper(), known, n=1)
            hint = f"is {close[0]} meant?" if close else "see .env.example"
            print(f"setup: .env: {name} is no setting, {hint}", file=sys.stderr)


def _check_machine() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 -- whatever Python the machine has runs this
        raise SetupError(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")


def _secrets(path: Path) -> None:
    """Add those that are missing; what is there stays, or everything signed with it would be void."""
    path.touch(mode=0o600)
    text = path.read_text(encoding="utf-8")
    kept = read_env_file(path, {}).values
    missing = [f"{name}={secrets.token_urlsafe(24)}\n" for name in SECRETS if not kept.get(name)]
    if missing:
        path.write_text(text + ("" if text.endswith("\n") or not text else "\n") + "".join(missing), encoding="utf-8")


def _complain(line: str) -> int:
    print(f"setup: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
