// Made by `npm run types` from the description of the REST interface; changes belong there.
/* eslint-disable */

import type { Price, Reply } from "./reply";

/**
 * The quote of a first call, or the cancelled booking.
 */
export type Cancellation = CancellationOffer | BookingAnswer;

/**
 * The process answers.
 */
export interface Alive {
  alive: true;
}
/**
 * A flight (`slices`, `cabin`, `bags`, `passengers`) or a stay (`name`, `check_in`, … `guests`).
 */
export interface BookedItem {
  kind: "flight" | "stay";
  rule: string;
  [k: string]: unknown;
}
/**
 * A booking as it stands; `refund` once it is cancelled.
 */
export interface BookingAnswer {
  reference: string;
  status: "held" | "confirmed" | "changed" | "cancelled" | "expired";
  items: BookedItem[];
  total: Price;
  /**
   * What changing and cancelling cost, in one line
   */
  rule: string;
  cancellable: boolean;
  refund?: Price | null;
}
/**
 * First `offers`, `travellers` and `email`, answered by a quote; then its id as `quote`, which buys.
 */
export interface BookingBody {
  /**
   * The conversation whose offers and bookings are meant
   */
  conversation: string;
  offers?: string[] | null;
  travellers?: Traveller[] | null;
  /**
   * Where the confirmation goes
   */
  email?: string | null;
  quote?: string | null;
}
/**
 * A traveller as named in the passport; children (2 to 11) with their age on the day of travel.
 */
export interface Traveller {
  name: string;
  kind?: "adult" | "child" | "infant";
  age?: number | null;
}
/**
 * Next journey first; `next` as `after` gets more, null at the end.
 */
export interface BookingList {
  bookings: BookingAnswer[];
  next: string | null;
}
/**
 * Nothing is bought yet.
 */
export interface BookingOffer {
  quote: BookingQuote;
}
/**
 * What will be bought, at which price and under which rules; a call with its `id` until `expires` buys it.
 */
export interface BookingQuote {
  id: string;
  total: Price;
  items: QuotedItem[];
  rules: string[];
  expires: string;
}
/**
 * An offer at the price that the quote fixes.
 */
export interface QuotedItem {
  kind: "flight" | "stay";
  rule: string;
  offer: string;
  price: Price;
  [k: string]: unknown;
}
/**
 * One booking for each offer of the quote.
 */
export interface Bookings {
  bookings: BookingAnswer[];
}
/**
 * What is posted to the callback of a key, signed as its own requests are.
 */
export interface Callback {
  type: "message.answered" | "message.pushed";
  timestamp: string;
  data: CalledBack;
}
/**
 * Whose message was answered, or who is told something unasked.
 */
export interface CalledBack {
  sender: string;
  message_id: string;
  replies: Reply[];
}
/**
 * Nothing is cancelled yet.
 */
export interface CancellationOffer {
  quote: CancellationQuote;
}
/**
 * What comes back when a call with its `id` cancels until `expires`.
 */
export interface CancellationQuote {
  id: string;
  refund: Price;
  rule: string;
  expires: string;
}
/**
 * Without `quote` the answer says what would come back; with it the booking is cancelled.
 */
export interface CancellationBody {
  conversation?: string | null;
  quote?: string | null;
}
/**
 * The conversation, whose id opens it, and what the assistant says.
 */
export interface ChatAnswer {
  conversation: string;
  replies: Reply[];
}
/**
 * A message of a conversation, or the first of a new one. The same `message_id` again gets the first answer.
 */
export interface ChatBody {
  text?: string | null;
  /**
   * The value of a choice that was offered
   */
  choice?: string | null;
  locale?: string | null;
  time_zone?: string | null;
  conversation?: string | null;
  message_id?: string | null;
}
/**
 * The same for every address, whether it has an account or not.
 */
export interface CodeSent {
  sent: true;
}
/**
 * Somebody who travels on the account's bookings.
 */
export interface CompanionAnswer {
  name: string;
  birth_date: string | null;
}
/**
 * Somebody to keep: the name as in the passport.
 */
export interface CompanionBody {
  name: string;
  birth_date?: string | null;
}
/**
 * One conversation with the last words of it.
 */
export interface ConversationEntry {
  id: string;
  last_seen: string;
  last_text: string | null;
}
/**
 * Last used first; `next` as `after` gets more, null at the end.
 */
export interface ConversationList {
  conversations: ConversationEntry[];
  next: string | null;
}
/**
 * Who is signed in, null for a guest.
 */
export interface CurrentSession {
  user: UserAnswer | null;
}
/**
 * An account as its owner sees it; `pending_email` is a new address that waits for its code.
 */
export interface UserAnswer {
  id: string;
  email: string;
  name: string | null;
  /**
   * IATA code
   */
  home_airport: string | null;
  /**
   * ISO 4217 code
   */
  currency: string | null;
  /**
   * BCP 47 tag
   */
  language: string | null;
  companions: CompanionAnswer[];
  preferences: {
    [k: string]: unknown;
  };
  channels: string[];
  created: string;
  version: number;
  pending_email?: string | null;
}
/**
 * The account is gone; `kept` says what the law wants kept, without anybody's name.
 */
export interface Erased {
  erased: true;
  kept: string;
}
/**
 * What came of a recommendation.
 */
export interface FeedbackBody {
  conversation?: string | null;
  kind: "opened" | "liked" | "disliked" | "searched" | "booked";
}
/**
 * Oldest first; `next` as `before` gets what was said earlier, null at the beginning.
 */
export interface History {
  conversation: string;
  items: HistoryEntry[];
  next: string | null;
}
/**
 * One bubble: `text` of the traveller or `reply` of the assistant.
 */
export interface HistoryEntry {
  role: "traveller" | "assistant";
  message_id: string;
  text?: string | null;
  reply?: Reply | null;
  at: string;
}
/**
 */
export interface Intent {
  name: string;
  confidence: number;
}
/**
 * A hard wish that nothing meets together with the others, and what `nearest` has instead.
 */
export interface MissedWish {
  wish:
    | "budget"
    | "a_day"
    | "climate"
    | "dry"
    | "flight"
    | "drive"
    | "train"
    | "on_the_way"
    | "place"
    | "region"
    | "sea"
    | "snow"
    | "visa"
    | "language"
    | "fare";
  text: string;
}
/**
 * A refusal to book or cancel; where price or rule have moved, `quote` is the new one, which needs a new yes.
 */
export interface MovedProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?:
    | {
        [k: string]: string;
      }[]
    | null;
  quote?: BookingQuote | CancellationQuote | null;
}
/**
 * A place; its `label` as text of a message is understood.
 */
export interface PlaceAnswer {
  id: string;
  name: string;
  kind: "city" | "airport" | "region" | "country";
  /**
   * ISO 3166 code
   */
  country: string;
  /**
   * The name with what tells it from its namesakes, and up to three airports
   */
  label: string;
}
/**
 * The most famous first; nothing for an empty query.
 */
export interface Places {
  places: PlaceAnswer[];
}
/**
 * Problem details of RFC 9457; `errors` names wrong fields.
 */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?:
    | {
        [k: string]: string;
      }[]
    | null;
}
/**
 * Each part is "ready", or says what is wrong with it.
 */
export interface Readiness {
  ready: boolean;
  parts: {
    [k: string]: string;
  };
}
/**
 * A destination with its score from 0 to 1 and why it was chosen; feedback refers to `id`.
 */
export interface Recommendation {
  id: string;
  destination: RecommendedPlace;
  score: number;
  reasons: string[];
}
/**
 */
export interface RecommendedPlace {
  id: string;
  name: string;
  /**
   * ISO 3166 code
   */
  country: string;
  country_name: string;
  region: string;
}
/**
 * Best first; each meets every hard wish. Where nothing does, `nearest` comes closest and misses `missed`.
 */
export interface Recommendations {
  recommendations: Recommendation[];
  nearest?: Recommendation | null;
  missed?: MissedWish[];
}
/**
 * An idea that was liked.
 */
export interface SavedRecommendation {
  id: string;
  destination: RecommendedPlace;
  score: number;
  reasons: string[];
  saved_at: string;
}
/**
 * Every liked destination once, the last liked first; `next` as `after` gets more, null at the end.
 */
export interface SavedRecommendations {
  recommendations: SavedRecommendation[];
  next: string | null;
}
/**
 * The session that has begun: `token` is for programs and shown this once; pages get the cookie instead.
 *
 * `conversation` is the one that was given, once it is the account's; null when it could not be taken over.
 */
export interface SessionAnswer {
  user: UserAnswer;
  token?: string | null;
  expires: string;
  conversation: string | null;
}
/**
 * One of three steps: `email` asks for a code, with its `code` it signs in, a `grant` ends a sign-in in chat.
 *
 * A guest's `conversation` moves to the account at sign-in.
 */
export interface SessionBody {
  email?: string | null;
  code?: string | null;
  grant?: string | null;
  locale?: string | null;
  conversation?: string | null;
  kind?: "cookie" | "token";
}
/**
 * A single sentence; `now` without an offset is taken in `time_zone`.
 */
export interface UnderstandBody {
  /**
   * What the traveller types; at most 2,000 characters
   */
  text: string;
  now?: string | null;
  locale?: string;
  time_zone?: string;
}
/**
 * The likeliest intent, the next ones, and the slot values in the shapes that the dialogue uses.
 */
export interface Understanding {
  intent: Intent;
  alternatives: Intent[];
  slots: {
    [k: string]: unknown;
  };
}
/**
 * What is to change: what is left out stays, null clears. `preferences` are merged by name.
 *
 * A new `email` gets a code first; the same with its `code` changes the address.
 */
export interface UserPatch {
  name?: string | null;
  home_airport?: string | null;
  currency?: string | null;
  language?: string | null;
  companions?: CompanionBody[] | null;
  preferences?: {
    [k: string]: unknown;
  } | null;
  email?: string | null;
  code?: string | null;
}
/**
 * What the assistant says. "waiting": the true answer follows; "accepted": it is called back.
 */
export interface WebhookAnswer {
  sender: string;
  message_id: string;
  state: "answered" | "waiting" | "accepted";
  replies: Reply[];
}
/**
 * A message of one of the program's own users; `message_id` is by default the `webhook-id`.
 */
export interface WebhookBody {
  text?: string | null;
  /**
   * The value of a choice that was offered
   */
  choice?: string | null;
  locale?: string | null;
  time_zone?: string | null;
  /**
   * Who writes, as the program knows them
   */
  sender: string;
  message_id?: string | null;
  /**
   * True, or the address registered with the key: accept, and call the answer back
   */
  callback?: boolean | string | null;
}
/**
 * What the widget shows of its operator.
 */
export interface WidgetAnswer {
  brand: string;
  welcome: string;
  accent: string;
  locale: string;
  contact: string;
  hours: string;
  currency: string;
}

/**
 * What each operation takes and gives.
 */
export interface Operations {
  "POST /api/chat": { query: never; body: ChatBody; answer: ChatAnswer };
  "GET /api/chat/{conversation}": { query: "before" | "limit"; body: undefined; answer: History };
  "GET /api/chat/{conversation}/socket": { query: never; body: undefined; answer: unknown };
  "POST /api/understand": { query: never; body: UnderstandBody; answer: Understanding };
  "GET /api/recommendations": { query: "conversation" | "query" | "month" | "budget" | "origin" | "limit"; body: undefined; answer: Recommendations };
  "GET /api/recommendations/saved": { query: "conversation" | "after" | "limit"; body: undefined; answer: SavedRecommendations };
  "POST /api/recommendations/{id}/feedback": { query: never; body: FeedbackBody; answer: undefined };
  "DELETE /api/recommendations/{id}/feedback": { query: "conversation" | "kind"; body: undefined; answer: undefined };
  "GET /api/places": { query: "query" | "limit"; body: undefined; answer: Places };
  "GET /api/destinations/{id}/picture.png": { query: "v"; body: undefined; answer: unknown };
  "GET /api/bookings": { query: "conversation" | "after" | "limit"; body: undefined; answer: BookingList };
  "POST /api/bookings": { query: never; body: BookingBody; answer: BookingOffer | Bookings };
  "GET /api/bookings/{reference}": { query: "conversation"; body: undefined; answer: BookingAnswer };
  "POST /api/bookings/{reference}/cancellation": { query: never; body: CancellationBody; answer: Cancellation };
  "POST /api/channels/webhook": { query: never; body: WebhookBody; answer: WebhookAnswer };
  "POST /api/sessions": { query: never; body: SessionBody; answer: SessionAnswer | CodeSent };
  "GET /api/sessions": { query: never; body: undefined; answer: CurrentSession };
  "DELETE /api/sessions": { query: "everywhere"; body: undefined; answer: undefined };
  "GET /api/users/{id}": { query: never; body: undefined; answer: UserAnswer };
  "PATCH /api/users/{id}": { query: never; body: UserPatch; answer: UserAnswer };
  "DELETE /api/users/{id}": { query: never; body: undefined; answer: Erased };
  "GET /api/users/{id}/export": { query: never; body: undefined; answer: unknown };
  "DELETE /api/users/{id}/channels/{channel}": { query: never; body: undefined; answer: undefined };
  "GET /api/users/{id}/conversations": { query: "after" | "limit"; body: undefined; answer: ConversationList };
  "GET /api/widget.json": { query: never; body: undefined; answer: WidgetAnswer };
  "GET /api/openapi.json": { query: never; body: undefined; answer: unknown };
  "GET /api/schema/reply.json": { query: never; body: undefined; answer: unknown };
  "GET /api/docs": { query: never; body: undefined; answer: unknown };
}
