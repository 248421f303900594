"""One capability, one path: the register and the tree say the same."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from actions.house import BUILT
from tests.house.tree import ROOT, capabilities, domain_parts, files_of, read_yaml, sources

REGISTERED = capabilities()
BY_STATE = {
    state: {key for key, spec in REGISTERED.items() if spec["state"] == state} for state in ("built", "planned")
}
NOT_CAPABILITIES = {"fallback", "planned"}
"""Actions without an intent of their own: what was not understood, and what is understood but not built."""


def test_every_line_of_the_register_is_complete():
    for key, spec in REGISTERED.items():
        assert spec["state"] in BY_STATE, key
        wanted = {"what"} if spec["state"] == "planned" else {"access", "confirms"}
        assert set(spec) - {"instead"} == {"state", "example", *wanted}, key
        assert spec["state"] == "planned" or "instead" not in spec, key
        assert spec.get("access", "reads") in ("reads", "keeps", "writes"), key
        assert spec["example"].strip(), key


def test_what_writes_asks_for_a_yes_and_nothing_else_does():
    for key in BY_STATE["built"]:
        assert (REGISTERED[key]["access"] == "writes") == REGISTERED[key]["confirms"], key


def test_names_are_registered_once():
    names = Counter(name for _, name in REGISTERED)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("folder", ["data/nlu", "domain"])
def test_every_capability_has_its_part_and_nothing_else_lies_there(folder: str):
    elsewhere = {(".", "gateway")} if folder == "domain" else set()
    assert files_of(folder, ".yml") - elsewhere == set(REGISTERED)


def test_every_capability_has_its_rule():
    assert files_of("data/rules", ".yml") == set(REGISTERED) | {("small_talk", "fallback")}


@pytest.mark.parametrize("key", sorted(REGISTERED), ids="/".join)
def test_a_rule_leads_from_the_intent_to_its_action(key: tuple[str, str]):
    area, name = key
    rules = read_yaml(ROOT / "data" / "rules" / area / f"{name}.yml")["rules"]
    action = f"action_{name}" if key in BY_STATE["built"] else "action_planned"
    assert [rule["steps"] for rule in rules] == [[{"intent": name}, {"action": action}]]


@pytest.mark.parametrize("key", sorted(REGISTERED), ids="/".join)
def test_a_domain_part_names_intent_and_action(key: tuple[str, str]):
    area, name = key
    part = read_yaml(ROOT / "domain" / area / f"{name}.yml")
    assert part["intents"] == [name]
    assert part.get("actions", []) == ([f"action_{name}"] if key in BY_STATE["built"] else [])


def test_every_built_capability_has_its_clerk_in_its_own_module():
    clerks = {(kind.__module__, kind.name) for kind in BUILT if kind.name not in NOT_CAPABILITIES}
    assert clerks == {(f"actions.{area}.{name}", name) for area, name in BY_STATE["built"]}


def test_every_clerk_of_the_tree_is_in_the_house():
    found = set()
    for module, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Capability" for base in node.bases):
                found.add((module.removesuffix(".py").replace("/", "."), node.name))
    assert found == {(kind.__module__, kind.__name__) for kind in BUILT}


def test_no_helper_module_of_the_actions_is_left_over():
    imported = set()
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    modules = {
        str(path.relative_to(ROOT)).removesuffix(".py").replace("/", ".")
        for path in (ROOT / "actions").rglob("*.py")
        if not path.stem.startswith("__")
    }
    assert sorted(modules - imported) == []


@pytest.mark.parametrize("section", ["intents", "actions", "entities", "slots", "responses"])
def test_a_name_is_defined_in_one_domain_file_once(section: str):
    names = Counter(name for _, content in domain_parts() for name in content.get(section) or [])
    assert [name for name, times in names.items() if times > 1] == []


def test_no_rule_is_named_twice():
    rules = [rule for path in sorted((ROOT / "data" / "rules").rglob("*.yml")) for rule in read_yaml(path)["rules"]]
    names = Counter(rule["rule"] for rule in rules)
    assert [name for name, times in names.items() if times > 1] == []


def test_yaml_keys_stand_once_in_a_file():
    """YAML keeps the last of two equal keys without a word."""
    for path in [ROOT / "domain.yml", ROOT / "capabilities.yml", *sorted((ROOT / "domain").rglob("*.yml"))]:
        keys: Counter[tuple[str, str]] = Counter()
        section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            indent = len(line) - len(line.lstrip())
            key = line.split(":")[0].strip()
            if ":" not in line or line.lstrip().startswith(("#", "-")) or indent not in (0, 2):
                continue
            section = key if indent == 0 else section
            keys[(section if indent else "", key)] += 1
        assert [key for key, times in keys.items() if times > 1] == [], path.name
