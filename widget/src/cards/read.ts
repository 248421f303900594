// What is in a card's `data`, checked: whatever is missing or odd becomes null, and the card shows its facts instead.

import type { Price } from "../types/reply";

type Json = Record<string, unknown>;

export interface Leg {
  origin: string;
  destination: string;
  /** ISO with offset, as on the clocks of the place. */
  departs: string;
  arrives: string;
  stops: number;
  flights: string[];
}

export interface FlightItem {
  kind: "flight";
  legs: Leg[];
  cabin: string | null;
  bags: number | null;
  rule: string | null;
  people: number | null;
  price: Price | null;
}

export interface StayItem {
  kind: "stay";
  name: string;
  stars: number | null;
  /** ISO days. */
  checkIn: string;
  checkOut: string;
  rooms: number | null;
  board: string | null;
  rule: string | null;
  people: number | null;
  price: Price | null;
}

export type Item = FlightItem | StayItem;

export interface ClimateMonth {
  month: number;
  high: number;
  low: number;
  rainDays: number;
}

export interface DayPrice {
  date: string;
  amount: number;
  currency: string;
}

export interface Pin {
  name: string;
  lat: number;
  lon: number;
}

export const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

const object = (value: unknown): Json | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
export const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const finite = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
const count = (value: unknown): number | null => (Number.isInteger(value) && (value as number) >= 0 ? (value as number) : null);
const matching = (value: unknown, shape: RegExp): string | null =>
  typeof value === "string" && shape.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;

/** Every entry read, or null when one of them cannot be or there is none. */
function all<T>(values: unknown, read: (value: unknown) => T | null): T[] | null {
  if (!Array.isArray(values) || values.length === 0) return null;
  const found = values.map(read);
  return found.every((one) => one !== null) ? (found as T[]) : null;
}

export function readPrice(value: unknown): Price | null {
  const price = object(value);
  if (!price || !/^[A-Z]{3}$/.test(String(price.currency))) return null;
  const amount = typeof price.amount === "number" ? String(price.amount) : text(price.amount);
  if (amount === null || !Number.isFinite(Number(amount))) return null;
  const per = ["night", "person", "day"].includes(String(price.per)) ? (price.per as Price["per"]) : "total";
  return { amount, currency: String(price.currency), per };
}

function readLeg(value: unknown): Leg | null {
  const leg = object(value);
  const departs = matching(leg?.departs, isoTime);
  const arrives = matching(leg?.arrives, isoTime);
  const origin = text(leg?.origin);
  const destination = text(leg?.destination);
  if (!leg || !departs || !arrives || !origin || !destination) return null;
  const flights = (all(leg.flights, text) ?? []).slice(0, 8);
  return { origin, destination, departs, arrives, stops: count(leg.stops) ?? Math.max(0, flights.length - 1), flights };
}

export function readFlight(value: unknown): FlightItem | null {
  const flight = object(value);
  const legs = all(flight?.slices, readLeg);
  if (!flight || !legs) return null;
  return { kind: "flight", legs, cabin: text(flight.cabin), bags: count(flight.bags), ...common(flight) };
}

export function readStay(value: unknown): StayItem | null {
  const stay = object(value);
  const checkIn = matching(stay?.check_in, isoDay);
  const checkOut = matching(stay?.check_out, isoDay);
  const name = text(stay?.name);
  if (!stay || !checkIn || !checkOut || !name) return null;
  const stars = count(stay.stars);
  return {
    kind: "stay",
    name,
    stars: stars !== null && stars >= 1 && stars <= 5 ? stars : null,
    checkIn,
    checkOut,
    rooms: count(stay.rooms),
    board: text(stay.board),
    ...common(stay),
  };
}

const common = (item: Json) => ({
  rule: text(item.rule),
  people: count(item.passengers) ?? count(item.guests),
  price: readPrice(item.price),
});

/** The items of a booking or summary; null unless all can be read, so that nothing is shown by halves. */
export const readItems = (value: unknown): Item[] | null =>
  all<Item>(value, (one) => {
    const kind = object(one)?.kind;
    return kind === "flight" ? readFlight(one) : kind === "stay" ? readStay(one) : null;
  });

/** The twelve months of a year, January first. */
export function readClimate(value: unknown): ClimateMonth[] | null {
  const rows = all(value, (one) => {
    const row = object(one);
    const [month, high, low, rainDays] = [count(row?.month), finite(row?.high), finite(row?.low), count(row?.rain_days)];
    return month === null || high === null || low === null || rainDays === null ? null : { month, high, low, rainDays };
  });
  const inOrder = rows?.length === 12 && rows.every((row, index) => row.month === index + 1);
  return inOrder ? rows : null;
}

/** Prices of one currency in the order of their days; at least two, otherwise there is nothing to compare. */
export function readPrices(value: unknown): DayPrice[] | null {
  const prices = all(value, (one) => {
    const row = object(one);
    const price = readPrice(one);
    const date = matching(row?.date, isoDay);
    return price && date ? { date, amount: Number(price.amount), currency: price.currency } : null;
  });
  if (!prices || prices.length < 2 || prices.some((one) => one.currency !== prices[0]?.currency)) return null;
  return prices.sort((one, other) => one.date.localeCompare(other.date));
}

export const readPins = (value: unknown): Pin[] | null =>
  all(value, (one) => {
    const pin = object(one);
    const [name, lat, lon] = [text(pin?.name), finite(pin?.lat), finite(pin?.lon)];
    return name === null || lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180 ? null : { name, lat, lon };
  });

export const readMonth = (value: unknown): number | null => {
  const month = count(value);
  return month !== null && month >= 1 && month <= 12 ? month : null;
};

/** The address of a picture, when it comes over https or from where the widget is. */
export function safeImage(image: string | null | undefined, base: string): string | null {
  if (!image) return null;
  try {
    const home = new URL(base || "/", document.baseURI);
    const url = new URL(image, home);
    return url.protocol === "https:" || url.origin === home.origin ? url.href : null;
  } catch {
    return null;
  }
}
