"""The page and the widget are served as they were built; without a build the gateway says so."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.handlers import pages


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small build in place of the real one."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>{{ brand }}</title>")
    (tmp_path / "widget.js").write_text("start()")
    (tmp_path / "assets" / "main-Ab_c-1.js").write_text("export const mount = 1;")
    (tmp_path / "assets" / "main-Ab_c-1.js.gz").write_bytes(gzip.compress(b"export const mount = 1;"))
    monkeypatch.setattr(pages, "WIDGET", tmp_path)
    return tmp_path


@pytest.mark.parametrize("overrides", [{"brand_name": "Sea & <Sun>"}])
async def test_the_page_bears_the_operators_name(client: TestClient[Any, Any], built: Path) -> None:
    async with client.get("/") as response:
        assert response.status == 200
        assert await response.text() == "<!doctype html><title>Sea &amp; &lt;Sun&gt;</title>"
        policy = response.headers["Content-Security-Policy"]
        assert response.headers["Cache-Control"] == "no-cache"
    assert "script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy


async def test_the_loader_is_for_any_page_and_short_in_caches(client: TestClient[Any, Any], built: Path) -> None:
    async with client.get("/widget.js", headers={"Origin": "https://elsewhere.example"}) as response:
        assert response.status == 200
        assert response.content_type.endswith("/javascript")
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_assets_never_change_and_are_compressed_on_demand(
    encoding: str, client: TestClient[Any, Any], built: Path
) -> None:
    async with client.get("/widget/assets/main-Ab_c-1.js", headers={"Accept-Encoding": encoding}) as response:
        assert response.status == 200
        assert response.content_type.endswith("/javascript")
        assert response.headers.get("Content-Encoding", "identity") == encoding
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "immutable" in response.headers["Cache-Control"]
        assert await response.text() == "export const mount = 1;"


@pytest.mark.parametrize("name", ["nothing-1.js", "..%2Findex.html", "..%2F..%2F..%2Fwiring.py", "", ".env", "%00.js"])
async def test_nothing_else_is_there(name: str, client: TestClient[Any, Any], built: Path) -> None:
    async with client.get(f"/widget/assets/{name}") as response:
        assert response.status == 404
        assert response.content_type == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/widget.js"])
async def test_without_a_build_it_says_how_to_get_one(
    path: str, client: TestClient[Any, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "WIDGET", tmp_path / "none")
    async with client.get(path) as response:
        assert response.status == 503
        assert "make setup" in (await response.json())["detail"]
    async with client.get("/healthz") as response:
        assert response.status == 200
