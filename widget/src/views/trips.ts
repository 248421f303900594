// Bookings as cards, and in the order in which a traveller looks for them.

import { type Item, readItems } from "../cards/read";
import type { BookingAnswer } from "../types/api";
import type { Card, Choice } from "../types/reply";

export interface Trips {
  upcoming: BookingAnswer[];
  past: BookingAnswer[];
  cancelled: BookingAnswer[];
}

const DAY = 86_400_000;
/** Rooms are ready in the afternoon: a stay comes after the flight of the same day. */
const READY = "T15:00Z";
const startOf = (item: Item): string => (item.kind === "flight" ? (item.legs[0]?.departs ?? "") : item.checkIn + READY);
const endOf = (item: Item): string => (item.kind === "flight" ? (item.legs.at(-1)?.arrives ?? "") : item.checkOut);

/** When the last of it is over, in milliseconds; a stay lasts to the end of its last day. Unknown things never end. */
function over(booking: BookingAnswer): number {
  const ends = (readItems(booking.items) ?? []).map((item) => Date.parse(endOf(item)) + (item.kind === "stay" ? DAY : 0));
  return ends.length ? Math.max(...ends) : Infinity;
}

const begins = (booking: BookingAnswer): number =>
  Math.min(...(readItems(booking.items) ?? []).map((item) => Date.parse(startOf(item))));

/** Upcoming: the next first. Past and cancelled: the last first. */
export function grouped(bookings: readonly BookingAnswer[], now: number): Trips {
  const order = [...bookings].sort((one, other) => begins(one) - begins(other) || one.reference.localeCompare(other.reference));
  const live = order.filter((one) => one.status !== "cancelled" && one.status !== "expired");
  return {
    upcoming: live.filter((one) => over(one) >= now),
    past: live.filter((one) => over(one) < now).reverse(),
    cancelled: order.filter((one) => !live.includes(one)).reverse(),
  };
}

/** What it is called: the way of a flight, the name of a house. */
export function titleOf(booking: BookingAnswer): string {
  const names = (readItems(booking.items) ?? []).map((item) =>
    item.kind === "stay" ? item.name : `${item.legs[0]?.origin ?? ""} → ${item.legs[0]?.destination ?? ""}`,
  );
  return names.join(" + ") || booking.reference;
}

/** The card of a booking with buttons of ours; one whose items cannot be read says its rule at least. */
export function cardOf(booking: BookingAnswer, choices: Choice[], labels: { rule: string; reference: string }): Card {
  const facts = readItems(booking.items)
    ? []
    : [
        { label: labels.reference, value: booking.reference },
        { label: labels.rule, value: booking.rule },
      ];
  return {
    kind: "booking",
    id: booking.reference,
    title: titleOf(booking),
    facts,
    price: booking.total,
    choices,
    data: { ...booking },
  };
}
