// A small map of one place or a journey, drawn here: nothing is asked from a tile server.

import { geoPath } from "d3-geo";
import { useEffect, useId, useMemo, useState } from "react";
import type { Pin } from "../cards/read";
import { useStrings } from "../strings";
import { type Outlines, outlines } from "./outlines";
import { HEIGHT, labelled, outlookOn, WIDTH } from "./projecting";

export default function PlaceMap({ pins }: { pins: Pin[] }) {
  const words = useStrings().charts;
  const id = useId();
  const places = JSON.stringify(pins);
  const outlook = useMemo(() => outlookOn(JSON.parse(places) as Pin[]), [places]);
  const world = useOutlines(outlook.coarse ? "coarse" : "fine");
  const drawn = useMemo(() => {
    const path = geoPath(outlook.projection.clipExtent([[-10, -10], [WIDTH + 10, HEIGHT + 10]]));
    const route = pins.length > 1 ? { type: "LineString" as const, coordinates: pins.map((pin) => [pin.lon, pin.lat]) } : null;
    return {
      land: world.outlines ? (path(world.outlines.land as never) ?? "") : "",
      borders: world.outlines ? (path(world.outlines.borders) ?? "") : "",
      route: route ? (path(route) ?? "") : "",
      labels: labelled(pins, outlook.projection),
    };
  }, [outlook, pins, world.outlines]);
  const title = words.map(pins.map((pin) => pin.name).join(", "));
  return (
    <figure className="map">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id} className="map-drawing">
        <title id={id}>{title}</title>
        <path className="map-land" d={drawn.land} />
        <path className="map-borders" d={drawn.borders} />
        <path className="map-route" d={drawn.route} />
        {drawn.labels.map((one) => (
          <g key={one.pin.name}>
            <circle className="map-pin" cx={one.x} cy={one.y} r={6} />
            <text className="map-name" x={one.labelX} y={one.labelY}>
              {one.pin.name}
            </text>
          </g>
        ))}
      </svg>
      {world.state !== "ready" && (
        <p className="map-state" role="status">
          {world.state === "loading" ? words.mapLoading : words.mapFailed}
        </p>
      )}
    </figure>
  );
}

interface World {
  state: "loading" | "ready" | "failed";
  outlines: Outlines | null;
}

function useOutlines(grade: "coarse" | "fine"): World {
  const [world, setWorld] = useState<World>({ state: "loading", outlines: null });
  useEffect(() => {
    let gone = false;
    outlines(grade).then(
      (found) => { if (!gone) setWorld({ state: "ready", outlines: found }); },
      () => { if (!gone) setWorld({ state: "failed", outlines: null }); },
    );
    return () => { gone = true; };
  }, [grade]);
  return world;
}
