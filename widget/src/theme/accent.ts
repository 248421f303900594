// Colours from the operator's one colour: text upon it that can be read, and the colour as text on our surfaces.

type Rgb = readonly [number, number, number];

const SURFACES = { light: [255, 255, 255], dark: [20, 24, 27] } as const;
const BLACK: Rgb = [17, 20, 22];
const WHITE: Rgb = [255, 255, 255];
/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;

export interface Accent {
  accent: string;
  onAccent: string;
  textOnLight: string;
  textOnDark: string;
}

/** The colours for `#rgb` or `#rrggbb`; for anything else those of the default. */
export function accentFrom(colour: string, fallback = "#0b6e6e"): Accent {
  const rgb = parse(colour) ?? (parse(fallback) as Rgb);
  return {
    accent: hex(rgb),
    onAccent: hex(contrast(rgb, WHITE) >= contrast(rgb, BLACK) ? WHITE : BLACK),
    textOnLight: hex(readable(rgb, SURFACES.light, BLACK)),
    textOnDark: hex(readable(rgb, SURFACES.dark, WHITE)),
  };
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

export function parse(colour: string): Rgb | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour.trim());
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour.trim());
  const parts = short ? short.slice(1).map((digit) => digit + digit) : long?.slice(1);
  return parts ? (parts.map((part) => parseInt(part, 16)) as unknown as Rgb) : null;
}

/** The colour, moved towards `end` until it can be read on the surface and on its tinted parts. */
function readable(colour: Rgb, surface: Rgb, end: Rgb): Rgb {
  for (let step = 0; step <= 20; step++) {
    const mixed = mix(colour, end, step / 20);
    if (contrast(mixed, surface) >= READABLE && contrast(mixed, mix(surface, colour, 0.14)) >= READABLE) return mixed;
  }
  return end;
}

const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((value, place) => Math.round(value + ((other[place] ?? 0) - value) * share)) as unknown as Rgb;

const hex = (rgb: Rgb): string => `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
