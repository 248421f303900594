// Made by `npm run types` from the schemas of messages/; changes belong there.
/* eslint-disable */

/**
 * One answer of a turn: a text, cards, choices below them, and what is asked.
 */
export interface Reply {
  text?: string | null;
  cards?: Card[];
  choices?: Choice[];
  ask?: Ask | null;
}
/**
 * One thing shown: an offer, a booking, a destination; ``data`` is its machine-readable form.
 */
export interface Card {
  kind: "destination" | "flight" | "stay" | "car" | "activity" | "booking" | "itinerary" | "forecast" | "profile";
  id: string;
  title: string;
  subtitle?: string | null;
  facts?: Fact[];
  price?: Price | null;
  reasons?: string[];
  image?: string | null;
  choices?: Choice[];
  data?: {
    [k: string]: unknown;
  };
}
/**
 * A labelled line of a card.
 */
export interface Fact {
  label: string;
  value: string;
}
/**
 * An all-in price; ``per`` says for what: total, night, person or day.
 */
export interface Price {
  amount: string;
  currency: string;
  per?: "total" | "night" | "person" | "day";
}
/**
 * Something to tap. ``value`` is opaque and bound to its conversation; at most 64 bytes.
 */
export interface Choice {
  label: string;
  value: string;
}
/**
 * What the assistant waits for, so that a client can show a picker.
 */
export interface Ask {
  slot: string;
  kind: "date" | "date_range" | "place" | "number" | "party" | "choice" | "text" | "email" | "yes_no";
  options?: Choice[];
  min?: number | string | null;
  max?: number | string | null;
}
