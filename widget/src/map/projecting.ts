// From places to a map around them: which part of the world, in pixels.

import { geoCentroid, geoDistance, geoMercator, geoNaturalEarth1, type GeoProjection } from "d3-geo";
import type { Pin } from "../cards/read";

export const WIDTH = 480;
export const HEIGHT = 300;
const MARGIN = 56;
/** Degrees around a place that stands alone or has only near neighbours. */
const AROUND = 7;
/** From this spread on, in degrees, coarse outlines are fine enough. */
const COARSE = 35;
const DEGREES = 180 / Math.PI;

export interface Outlook {
  projection: GeoProjection;
  /** Whether the world's coarse outlines do. */
  coarse: boolean;
}

/** A projection that shows every pin with room for its name; never nearer than a country. */
export function outlookOn(pins: readonly Pin[]): Outlook {
  const points = pins.map((pin): [number, number] => [pin.lon, pin.lat]);
  const middle = pins.length === 1 ? (points[0] ?? [0, 0]) : geoCentroid({ type: "MultiPoint", coordinates: points });
  const reach = Math.max(AROUND, ...points.map((point) => geoDistance(point, middle) * DEGREES));
  const wide = reach > COARSE;
  const projection = (wide ? geoNaturalEarth1() : geoMercator()).rotate([-middle[0], 0]);
  const frame = around(points, middle, reach);
  projection.fitExtent([[MARGIN, MARGIN], [WIDTH - MARGIN, HEIGHT - MARGIN]], { type: "MultiPoint", coordinates: frame });
  return { projection, coarse: wide };
}

/** The pins, and corners that keep the map from coming too near. */
function around(points: [number, number][], [lon, lat]: readonly [number, number], reach: number): [number, number][] {
  if (reach > AROUND) return points;
  const north = Math.min(84, lat + AROUND / 2);
  const south = Math.max(-84, lat - AROUND / 2);
  return [...points, [lon, north], [lon, south], [lon - AROUND / 2, lat], [lon + AROUND / 2, lat]];
}

export interface Label {
  pin: Pin;
  x: number;
  y: number;
  /** The middle of the name. */
  labelX: number;
  labelY: number;
}

const LETTER = 7.5;
const LINE = 18;

/** Names beside their points, moved out of each other's way and kept on the map. */
export function labelled(pins: readonly Pin[], projection: GeoProjection): Label[] {
  const taken: { left: number; right: number; top: number }[] = [];
  return pins.flatMap((pin) => {
    const spot = projection([pin.lon, pin.lat]);
    if (!spot) return [];
    const [x, y] = spot;
    const half = (pin.name.length * LETTER) / 2;
    const middle = Math.min(WIDTH - 8 - half, Math.max(8 + half, x));
    const free = [y - 12, y + 22, y - 12 - LINE, y + 22 + LINE].find((top) =>
      taken.every((one) => Math.abs(one.top - top) >= LINE || middle - half > one.right || middle + half < one.left),
    );
    const labelY = Math.min(HEIGHT - 8, Math.max(16, free ?? y - 12));
    taken.push({ left: middle - half, right: middle + half, top: labelY });
    return [{ pin, x, y, labelX: middle, labelY }];
  });
}
