// Bookings, ideas and an account, in the shapes of the interface.

import type { BookingAnswer, Recommendation, UserAnswer } from "../../src/types/api";

const eur = (amount: string) => ({ amount, currency: "EUR", per: "total" as const });
const RULE = "Changes cost 60.00 EUR per person, 50 % refundable until Fri 12 Feb 2027, 09:10 (UTC+1).";

const flight = (origin: string, destination: string, day: string) => ({
  kind: "flight" as const,
  rule: RULE,
  slices: [{ origin, destination, departs: `${day}T09:10:00+01:00`, arrives: `${day}T12:05:00+00:00`, stops: 0, flights: ["TP535"] }],
  cabin: "economy",
  bags: 1,
  passengers: 1,
});

const stay = (name: string, from: string, to: string) => ({
  kind: "stay" as const,
  rule: "Free cancellation until Wed 10 Feb 2027, 18:00 local time.",
  name,
  stars: 4,
  check_in: from,
  check_out: to,
  rooms: 1,
  board: "breakfast",
  guests: 2,
});

const booking = (reference: string, item: BookingAnswer["items"][number], more: Partial<BookingAnswer> = {}): BookingAnswer => ({
  reference,
  status: "confirmed",
  items: [item],
  total: eur("171.80"),
  rule: item.rule,
  cancellable: true,
  ...more,
});

export const NOW = Date.parse("2026-11-22T12:00:00Z");

export const flightTrip = booking("TW-7K2M9Q", flight("BER", "LIS", "2027-02-12"));
export const stayTrip = booking("TW-STAY01", stay("Casa da Andorinha", "2027-02-12", "2027-02-19"), { total: eur("620.31") });

/** As the gateway orders them: by their first day. */
export const bookings: BookingAnswer[] = [
  booking("TW-PAST01", flight("BER", "ROM", "2026-03-02"), { cancellable: false }),
  booking("TW-GONE01", flight("BER", "OSL", "2027-01-05"), { status: "cancelled", cancellable: false, refund: eur("40.00") }),
  flightTrip,
  stayTrip,
];

const idea = (id: string, name: string, country: string, country_name: string, ...reasons: string[]): Recommendation => ({
  id: `re_${id}`,
  destination: { id, name, country, country_name, region: name },
  score: 0.71,
  reasons,
});

export const ideas: Recommendation[] = [
  idea("porto", "Porto", "PT", "Portugal", "known for food", "about 80 EUR a day per person"),
  idea("naples", "Naples", "IT", "Italy", "known for food", "16 °C and 9 rain days in March"),
];

export const user: UserAnswer = {
  id: "u_1",
  email: "marta@example.org",
  name: "Marta Kowalska",
  home_airport: "BER",
  currency: "EUR",
  language: "de",
  companions: [{ name: "Leo Kowalski", birth_date: "2019-05-04" }],
  preferences: { seat: "window", nonstop: true, amenities: ["pool", "wifi"], notes: ["allergic to nuts", "no stairs"] },
  channels: ["web", "webhook"],
  created: "2026-01-02T10:00:00+00:00",
  version: 3,
};
