// The airports among places that were found, each by itself, since a home airport is one code.

import type { Place } from "../asks/places";

const CODES = /\s*\(([A-Z]{3}(?:, [A-Z]{3})*)\)$/;

/** Places with one code each: `London, United Kingdom (LHR)`; a code is listed once, places without any are not. */
export function airportsOf(places: readonly Place[]): Place[] {
  const found = new Map<string, Place>();
  for (const place of places) {
    for (const code of CODES.exec(place.label)?.[1]?.split(", ") ?? []) {
      if (found.has(code)) continue;
      found.set(code, { ...place, kind: "airport", id: `${place.id} ${code}`, label: `${place.label.replace(CODES, "")} (${code})` });
    }
  }
  return [...found.values()];
}

/** The code of what stands in the field: three letters, or a label that ends with them; null for anything else. */
export function codeOf(text: string): string | null {
  const bare = text.trim();
  return /^[A-Za-z]{3}$/.test(bare) ? bare.toUpperCase() : (/\(([A-Z]{3})\)$/.exec(bare)?.[1] ?? null);
}
