// Money, days and times as people of a locale read them. Times stay those of the place: they are never moved to the reader's zone.

import type { Price } from "../types/reply";
import type { Leg } from "./read";

const DAY = 86_400_000;

/** `€412.60` or `412,60 €`; whole amounts keep their cents, so that columns stay comparable. */
export function money(price: Pick<Price, "amount" | "currency">, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency: price.currency }).format(Number(price.amount));
  } catch {
    return `${price.amount} ${price.currency}`;
  }
}

/** Midday of the local date of an ISO day or time, in UTC: safe from every zone. */
const noon = (iso: string): Date => new Date(`${iso.slice(0, 10)}T12:00:00Z`);

/** `Fri, 12 Feb 2027`; without the year where it stands beside. */
export function dayOf(iso: string, locale: string, year = true): string {
  const shape: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale, year ? { ...shape, year: "numeric" } : shape).format(noon(iso));
}

/** `Fri 12 – Fri 19 Feb 2027`, as the locale shortens ranges. */
export function daysOf(first: string, last: string, locale: string): string {
  const shape: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale, shape).formatRange(noon(first), noon(last));
}

/** `14:30` or `2:30 PM`, on the clocks of the place. */
export function clock(iso: string, locale: string): string {
  const shown = new Date(`${iso.slice(0, 16)}:00Z`);
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(shown);
}

/** `UTC+1`, `UTC−3:30`, `UTC`. */
export function zone(iso: string): string {
  const offset = /([+-])(\d{2}):(\d{2})$/.exec(iso);
  if (!offset) return "UTC";
  const [, sign, hours, minutes] = offset;
  if (Number(hours) === 0 && Number(minutes) === 0) return "UTC";
  return `UTC${sign === "-" ? "−" : "+"}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
}

/** Whole days between two local dates. */
export const daysBetween = (first: string, last: string): number =>
  Math.round((noon(last).getTime() - noon(first).getTime()) / DAY);

/** Hours and minutes on the way, across zones. */
export function lasting(leg: Leg): [number, number] {
  const minutes = Math.max(0, Math.round((Date.parse(leg.arrives) - Date.parse(leg.departs)) / 60_000));
  return [Math.floor(minutes / 60), minutes % 60];
}

/** `March`, `Mar` or `M`. */
export const monthName = (month: number, locale: string, width: "long" | "short" | "narrow"): string =>
  new Intl.DateTimeFormat(locale, { month: width, timeZone: "UTC" }).format(new Date(Date.UTC(2026, month - 1, 15)));
