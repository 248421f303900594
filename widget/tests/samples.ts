// One card and one ask of every kind, in the shapes that the actions send.

import type { Ask, Card, Choice } from "../src/types/reply";

let made = 0;
export const choice = (label: string): Choice => ({ label, value: `c_${String(++made).padStart(16, "0")}` });
const eur = (amount: string) => ({ amount, currency: "EUR", per: "total" as const });
const fact = (label: string, value: string) => ({ label, value });

export const LEGS = [
  { origin: "BER", destination: "LIS", departs: "2027-02-12T14:30:00+01:00", arrives: "2027-02-12T16:55:00+00:00", stops: 0, flights: ["EW9466"] },
  { origin: "LIS", destination: "BER", departs: "2027-02-19T12:25:00+00:00", arrives: "2027-02-19T16:35:00+01:00", stops: 0, flights: ["EW9467"] },
];
const OVERNIGHT = [
  { origin: "BER", destination: "NRT", departs: "2027-05-03T14:10:00+02:00", arrives: "2027-05-04T15:15:00+09:00", stops: 1, flights: ["FZ2588", "EK90"] },
];
export const CLIMATE = [15, 16, 18, 20, 22, 26, 28, 28, 27, 23, 18, 15].map((high, index) => ({
  month: index + 1,
  high,
  low: [8, 9, 11, 12, 14, 17, 18, 19, 18, 15, 11, 9][index] ?? 0,
  rain_days: [11, 10, 9, 9, 7, 3, 1, 1, 4, 9, 10, 12][index] ?? 0,
}));
export const PLACES = [
  { name: "Berlin", lat: 52.52, lon: 13.41 },
  { name: "Lisbon", lat: 38.72, lon: -9.14 },
];

export const flight: Card = {
  kind: "flight",
  id: "of_1",
  title: "Eurowings BER → LIS",
  subtitle: "Fri 12 Feb 14:30–16:55",
  facts: [fact("Fare", "light, economy, no checked bag"), fact("For", "2 adults and 1 child (4)"), fact("Sold by", "demo")],
  price: eur("339.38"),
  choices: [choice("Choose")],
  data: { offer: "of_1", slices: LEGS, cabin: "economy", bags: 0, rule: "Change 70.00 EUR each, no refund." },
};

export const overnight: Card = {
  ...flight,
  id: "of_2",
  title: "flydubai + Emirates BER → NRT",
  price: eur("2139.68"),
  choices: [choice("Choose")],
  data: {
    offer: "of_2",
    slices: OVERNIGHT,
    cabin: "business",
    bags: 2,
    rule: "Change 100.00 EUR each, no refund.",
    prices: [212, 188, 171.8, 199, 240, 260, 223].map((amount, index) => ({ date: `2027-02-1${index}`, amount: String(amount), currency: "EUR" })),
  },
};

export const stay: Card = {
  kind: "stay",
  id: "of_3",
  title: "Casa da Andorinha",
  subtitle: "★★★★ Alfama, Lisbon",
  facts: [fact("Rating", "8.2 of 10"), fact("Has", "wifi, air conditioning, pool"), fact("Where", "0.8 km from the centre")],
  price: eur("620.31"),
  choices: [choice("Choose")],
  data: {
    offer: "of_3",
    name: "Casa da Andorinha",
    stars: 4,
    check_in: "2027-02-12",
    check_out: "2027-02-19",
    rooms: 1,
    board: "breakfast",
    rule: "Free cancellation until Wed 10 Feb 2027, 18:00 local time.",
  },
};

export const destination: Card = {
  kind: "destination",
  id: "gran-canaria",
  title: "Gran Canaria",
  subtitle: "Spain",
  reasons: ["22 °C and 2 rain days in March", "known for winter sun", "4.9 h flight from Vienna"],
  choices: [choice("Flights"), choice("Stays")],
  data: { destination: "gran-canaria", month: 3, climate: CLIMATE, places: [{ name: "Gran Canaria", lat: 27.96, lon: -15.59 }] },
};

export const booking: Card = {
  kind: "booking",
  id: "TW-7K2M9Q",
  title: "Eurowings BER → LIS",
  subtitle: "Fri 12 Feb 14:30–16:55",
  facts: [fact("Reference", "TW-7K2M9Q"), fact("Status", "confirmed"), fact("Names", "Marta Kowalska, Jan Nowak and Ola Nowak")],
  price: eur("339.38"),
  choices: [choice("Cancel")],
  data: {
    reference: "TW-7K2M9Q",
    status: "confirmed",
    items: [{ kind: "flight", slices: LEGS, cabin: "economy", bags: 0, rule: "Change 70.00 EUR each, no refund.", passengers: 3 }],
    total: eur("339.38"),
    places: PLACES,
  },
};

export const cancelled: Card = {
  ...booking,
  id: "TW-33AT3P",
  title: "Casa da Andorinha",
  subtitle: "★★★★ Alfama, Lisbon",
  choices: [],
  data: {
    reference: "TW-33AT3P",
    status: "cancelled",
    items: [{ ...stay.data, kind: "stay", guests: 3 }],
    total: eur("620.31"),
    refund: eur("620.31"),
  },
};

export const itinerary: Card = {
  kind: "itinerary",
  id: "of_1",
  title: "Eurowings BER → LIS and Casa da Andorinha",
  facts: [fact("Flight", "Eurowings, out Fri 12 Feb: 339.38 EUR"), fact("Note", "Demo: nothing is charged and no ticket is issued.")],
  price: eur("959.69"),
  choices: [],
  data: {
    items: [
      { kind: "flight", offer: "of_1", price: eur("339.38"), ...flight.data },
      { kind: "stay", price: eur("620.31"), ...stay.data },
    ],
    total: eur("959.69"),
    places: PLACES,
    note: "Demo: nothing is charged and no ticket is issued.",
  },
};

export const forecast: Card = {
  kind: "forecast",
  id: "gn:2267057:3",
  title: "Lisbon in March",
  subtitle: "climate average",
  facts: [fact("High", "18 °C"), fact("Low", "11 °C"), fact("Rain days", "9"), fact("Sea", "15 °C")],
  data: { source: "climate", month: 3, measured_at: "Lisbon", climate: CLIMATE, places: [PLACES[1]] },
};

export const profile: Card = {
  kind: "profile",
  id: "u_1",
  title: "Marta Kowalska",
  subtitle: "marta@example.org",
  facts: [fact("Home airport", "BER"), fact("Currency", "EUR"), fact("Travels with", "Jan Nowak")],
  choices: [choice("Change"), choice("Sign out")],
};

export const car: Card = {
  kind: "car",
  id: "of_4",
  title: "Compact with air conditioning",
  subtitle: "Lisbon airport",
  facts: [fact("From", "Fri 12 Feb 2027, 17:30"), fact("Until", "Fri 19 Feb 2027, 10:00")],
  price: { amount: "28.50", currency: "EUR", per: "day" },
  choices: [choice("Choose")],
};

export const activity: Card = {
  kind: "activity",
  id: "s_1",
  title: "Castelo de São Jorge",
  subtitle: "2 hours, closed on no day",
  reasons: ["the best view over the old town"],
  price: { amount: "15.00", currency: "EUR", per: "person" },
  choices: [choice("Choose")],
};

export const CARDS: Record<string, Card> = { flight, overnight, stay, destination, booking, cancelled, itinerary, forecast, profile, car, activity };

const bounds = { min: "2026-11-22", max: "2027-11-17" };

export const ASKS: Record<string, Ask> = {
  date: { slot: "return_date", kind: "date", options: [choice("One way")], min: "2027-02-12", max: "2027-11-17" },
  date_range: { slot: "check_in", kind: "date_range", ...bounds },
  place: { slot: "destination", kind: "place" },
  number: { slot: "nights", kind: "number", min: 1, max: 30 },
  ages: { slot: "child_ages", kind: "number", min: 0, max: 17 },
  party: { slot: "adults", kind: "party", options: [choice("Just me"), choice("Two adults")], min: 1, max: 9 },
  choice: { slot: "origin", kind: "choice", options: [choice("San Jose, California (SJC)"), choice("San José, Costa Rica (SJO)")] },
  many: { slot: "option", kind: "choice", options: Array.from({ length: 9 }, (_, index) => choice(`Option ${String(index + 1)}`)) },
  text: { slot: "name", kind: "text" },
  code: { slot: "sign_in_code", kind: "text" },
  email: { slot: "email", kind: "email" },
  yes_no: { slot: "confirm", kind: "yes_no", options: [choice("Yes, book"), choice("Change something"), choice("No")] },
};
