import { render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../tests/axe";
import { PLACES } from "../../tests/samples";
import * as outlines from "./outlines";
import PlaceMap from "./PlaceMap";
import { HEIGHT, labelled, outlookOn, WIDTH } from "./projecting";

const TOKYO = { name: "Tokyo", lat: 35.68, lon: 139.69 };
const LOS_ANGELES = { name: "Los Angeles", lat: 34.05, lon: -118.24 };
const LISBON = PLACES.slice(1);

const spots = (pins: typeof PLACES) => labelled(pins, outlookOn(pins).projection);

describe("the part of the world", () => {
  it.each([
    ["one place", LISBON],
    ["a short way", PLACES],
    ["neighbours", [...LISBON, { name: "Sintra", lat: 38.8, lon: -9.38 }]],
    ["across the Pacific", [TOKYO, LOS_ANGELES]],
    ["round the world", [...PLACES, TOKYO, LOS_ANGELES, { name: "Sydney", lat: -33.87, lon: 151.21 }]],
    ["the far north", [{ name: "Longyearbyen", lat: 78.22, lon: 15.65 }]],
  ])("holds every pin and every name: %s", (_, pins) => {
    const shown = spots(pins);
    expect(shown).toHaveLength(pins.length);
    for (const { x, y, labelX, labelY } of shown) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(WIDTH);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(HEIGHT);
      expect(labelX).toBeGreaterThan(0);
      expect(labelX).toBeLessThan(WIDTH);
      expect(labelY).toBeGreaterThan(0);
      expect(labelY).toBeLessThan(HEIGHT);
    }
  });

  it("goes over the Pacific, not round the other side", () => {
    const [tokyo, losAngeles] = spots([TOKYO, LOS_ANGELES]);
    expect(tokyo?.x).toBeLessThan(losAngeles?.x ?? 0);
  });

  it("is drawn coarsely only where much of it is seen", () => {
    expect(outlookOn(PLACES).coarse).toBe(false);
    expect(outlookOn([TOKYO, LOS_ANGELES]).coarse).toBe(true);
  });

  it("keeps the names of neighbours apart", () => {
    const [one, other] = spots([{ name: "Lisbon", lat: 38.72, lon: -9.14 }, { name: "Cascais", lat: 38.7, lon: -9.42 }]);
    expect(Math.abs((one?.labelY ?? 0) - (other?.labelY ?? 0))).toBeGreaterThanOrEqual(14);
  });
});

describe("the map", () => {
  it("names its places and draws land and the way between them", async () => {
    const { container } = render(<PlaceMap pins={PLACES} />);
    expect(screen.getByRole("img")).toHaveAccessibleName("Map: Berlin, Lisbon");
    await waitFor(() => { expect(screen.queryByRole("status")).not.toBeInTheDocument(); }, { timeout: 5000 });
    expect(container.querySelector(".map-land")?.getAttribute("d")).toMatch(/^M.{200}/);
    expect(container.querySelector(".map-route")?.getAttribute("d")).toMatch(/^M/);
    expect(container.querySelectorAll(".map-pin")).toHaveLength(2);
    expect(await violations(container)).toEqual([]);
  });

  it("still shows where places lie when the outlines cannot be had", async () => {
    vi.spyOn(outlines, "outlines").mockRejectedValue(new Error("no network"));
    const { container } = render(<PlaceMap pins={PLACES} />);
    expect(await screen.findByText("The map could not be loaded.")).toBeInTheDocument();
    expect(container.querySelectorAll(".map-pin")).toHaveLength(2);
  });

  it("draws no way for a single place", () => {
    const { container } = render(<PlaceMap pins={LISBON} />);
    expect(container.querySelector(".map-route")).toHaveAttribute("d", "");
  });
});
