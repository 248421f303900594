// The outlines of countries, from npm's world-atlas (Natural Earth); each file is a chunk of its own.

import type { FeatureCollection, GeometryObject, MultiLineString } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export interface Outlines {
  land: FeatureCollection | { type: "Feature"; geometry: GeometryObject };
  borders: MultiLineString;
}

const read: Record<"coarse" | "fine", Promise<Outlines> | undefined> = { coarse: undefined, fine: undefined };

/** Read once; a failed read is tried again the next time. */
export function outlines(grade: "coarse" | "fine"): Promise<Outlines> {
  const known = read[grade];
  if (known) return known;
  const reading = load(grade);
  read[grade] = reading;
  reading.catch(() => { read[grade] = undefined; });
  return reading;
}

async function load(grade: "coarse" | "fine"): Promise<Outlines> {
  const module: { default: unknown } =
    grade === "coarse" ? await import("world-atlas/countries-110m.json") : await import("world-atlas/countries-50m.json");
  const atlas = module.default as Atlas;
  return {
    land: feature(atlas, atlas.objects.land) as Outlines["land"],
    borders: mesh(atlas, atlas.objects.countries, (one, other) => one !== other),
  };
}
