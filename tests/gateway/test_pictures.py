"""Pictures of destinations: drawn once, kept, drawn anew when a file is lost, and refused for what is unknown."""

from __future__ import annotations

import asyncio
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from PIL import Image

from gateway.house import House
from gateway.painter import NotDrawn, Painter
from gateway.pictures import BEGINS, ENDS, Pictures
from gateway.problems import Problem
from gateway.wiring import ROOT
from recommender.pictures.places import FILE, read_places

DRAWN_FROM = ROOT / "models" / "pictures"
PICTURE = "/api/destinations/{}/picture.png"
Client = TestClient[Any, Any]


@pytest.fixture
def overrides(tmp_path: Path) -> dict[str, Any]:
    return {"var_dir": tmp_path / "var", "models_dir": ROOT / "models"}


class Brush:
    """Draws what it is told to, after a while, and counts."""

    def __init__(self, content: bytes = BEGINS + b"lisbon" + ENDS) -> None:
        self.content = content
        self.drawn: list[str] = []
        self.failing = False
        self.begun = asyncio.Event()

    async def draw(self, destination: str, path: Path) -> None:
        self.drawn.append(destination)
        self.begun.set()
        await asyncio.sleep(0.02)
        if self.failing:
            raise NotDrawn("OSError")
        await asyncio.to_thread(path.write_bytes, self.content)

    async def stop(self) -> None:
        """Nothing is held."""


@pytest.fixture
def brush() -> Brush:
    return Brush()


@pytest.fixture
def pictures(tmp_path: Path, brush: Brush) -> Pictures:
    return Pictures(DRAWN_FROM, tmp_path / "pictures", brush)


def kept(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "pictures").iterdir())


async def test_a_picture_is_served_and_kept_by_caches(client: Client, overrides: dict[str, Any]) -> None:
    version = read_places(DRAWN_FROM)["lisbon"].version
    async with client.get(f"{PICTURE.format('lisbon')}?v={version}") as response:
        assert (response.status, response.content_type) == (200, "image/png")
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["ETag"] == f'"{version}"'
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", "the widget is on other pages too"
        content = await response.read()
    assert Image.open(io.BytesIO(content)).size == (640, 480)
    assert [path.name for path in (overrides["var_dir"] / "pictures").iterdir()] == [f"lisbon-{version}.png"]
    async with client.get(PICTURE.format("lisbon"), headers={"If-None-Match": f'"{version}"'}) as response:
        assert (response.status, await response.read()) == (304, b"")


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789abcdef"])
async def test_another_version_is_the_picture_of_today_for_a_short_while(client: Client, query: str) -> None:
    async with client.get(PICTURE.format("denver") + query) as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("name", ["atlantis", "Lisbon", "..%2Flisbon", "lisbon%09", "%00", "a" * 300])
async def test_an_unknown_id_is_not_found(client: Client, name: str) -> None:
    async with client.get(PICTURE.format(name)) as response:
        assert response.status == 404
        assert response.content_type == "application/problem+json"
        assert (await response.json())["type"] == "/api/docs#unknown-destination"


async def test_a_query_that_cannot_be_meant_is_refused(client: Client) -> None:
    for wrong in ("width=10", "v=" + "x" * 65):
        async with client.get(f"{PICTURE.format('lisbon')}?{wrong}") as response:
            assert response.status == 422


async def test_no_process_is_started_before_a_picture_is_drawn(house: House, client: Client) -> None:
    async with client.get(PICTURE.format("atlantis")) as response:
        assert response.status == 404
    painter = house.pictures._painter
    assert isinstance(painter, Painter)
    assert not painter.running


async def test_what_is_kept_is_not_drawn_again(pictures: Pictures, brush: Brush, tmp_path: Path) -> None:
    assert await pictures.picture("lisbon") == brush.content
    assert await pictures.picture("lisbon") == brush.content
    assert brush.drawn == ["lisbon"]
    assert len(kept(tmp_path)) == 1


async def test_many_at_once_wait_for_one(pictures: Pictures, brush: Brush) -> None:
    found = await asyncio.gather(*(pictures.picture("lisbon") for _ in range(20)))
    assert set(found) == {brush.content}
    assert brush.drawn == ["lisbon"]


async def test_who_goes_away_does_not_take_it_from_the_others(pictures: Pictures, brush: Brush) -> None:
    first = asyncio.create_task(pictures.picture("lisbon"))
    await brush.begun.wait()
    second = asyncio.create_task(pictures.picture("lisbon"))
    await asyncio.sleep(0.005)
    first.cancel()
    assert await second == brush.content
    assert brush.drawn == ["lisbon"]


@pytest.mark.parametrize("damage", [b"", BEGINS, BEGINS + b"half of it", b"something else"])
async def test_a_lost_or_damaged_file_is_drawn_anew(
    pictures: Pictures, brush: Brush, tmp_path: Path, damage: bytes
) -> None:
    await pictures.picture("lisbon")
    (path,) = kept(tmp_path)
    path.write_bytes(damage)
    assert await pictures.picture("lisbon") == brush.content
    path.unlink()
    assert await pictures.picture("lisbon") == brush.content
    assert brush.drawn == ["lisbon"] * 3


async def test_older_pictures_are_removed(tmp_path: Path, brush: Brush) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    version = read_places(DRAWN_FROM)["porto"].version
    for name in ("lisbon-0123456789abcdef.png", "atlantis-0123456789abcdef.png", f".porto-{version}.png.77"):
        (folder / name).write_bytes(brush.content)
    (folder / f"porto-{version}.png").write_bytes(brush.content)
    pictures = Pictures(DRAWN_FROM, folder, brush)
    assert await pictures.picture("porto") == brush.content
    assert [path.name for path in kept(tmp_path)] == [f"porto-{version}.png"]
    assert brush.drawn == []


async def test_a_failure_is_told_and_tried_again(pictures: Pictures, brush: Brush) -> None:
    brush.failing = True
    with pytest.raises(Problem) as told:
        await pictures.picture("lisbon")
    assert told.value.kind.status == 503
    brush.failing = False
    assert await pictures.picture("lisbon") == brush.content


async def test_half_a_picture_is_none(pictures: Pictures, brush: Brush) -> None:
    brush.content = BEGINS + b"half of it"
    with pytest.raises(Problem):
        await pictures.picture("lisbon")


async def test_without_what_set_up_builds_it_is_said(tmp_path: Path, brush: Brush) -> None:
    pictures = Pictures(tmp_path / "nothing", tmp_path / "pictures", brush)
    with pytest.raises(Problem) as told:
        await pictures.version("lisbon")
    assert told.value.kind.status == 503
    shutil.copytree(DRAWN_FROM, tmp_path / "nothing")
    assert await pictures.version("lisbon")
    (tmp_path / "nothing" / FILE).unlink()
    assert await pictures.version("lisbon"), "what was read stays read"
