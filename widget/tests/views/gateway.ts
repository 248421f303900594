// A small honest gateway behind fetch: it keeps bookings, ideas and an account, answers as the description of the
// interface says (its types are made from it), and refuses as the real one does.

import { vi } from "vitest";
import type { BookingAnswer, CancellationQuote, ConversationEntry, Operations, Recommendation, UserAnswer } from "../../src/types/api";
import { bookings, ideas, user } from "./things";

export interface Call {
  operation: string;
  path: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  headers: Headers;
}

type Answer<K extends keyof Operations> = [status: number, content: Operations[K]["answer"]] | Refusal;
type Handlers = { [K in keyof Operations]?: (call: Call & { body: Operations[K]["body"] }) => Answer<K> };

class Refusal {
  constructor(
    readonly status: number,
    readonly slug: string,
    readonly more: Record<string, unknown> = {},
    readonly retryAfter?: number,
  ) {}
}

export const refuse = (status: number, slug: string, more = {}, retryAfter?: number) => new Refusal(status, slug, more, retryAfter);

export const CODE = "402817";
export const CONVERSATION = "conversation-of-a-guest";

export class FakeGateway {
  bookings: BookingAnswer[] = structuredClone(bookings);
  found: Recommendation[] = structuredClone(ideas);
  saved: { id: string; at: string }[] = [];
  account: UserAnswer = structuredClone(user);
  conversations: ConversationEntry[] = [];
  signedIn = false;
  quotes = new Map<string, { reference: string; quote: CancellationQuote }>();
  refund = "85.90";
  calls: Call[] = [];
  /** What the next call of an operation gets instead; `lost` arrives, but its answer does not come back. */
  instead = new Map<string, Refusal | "unreachable" | "lost" | "never">();
  private answered = new Map<string, Response>();

  install(): this {
    vi.stubGlobal("fetch", (input: string, init: RequestInit = {}) => this.fetch(input, init));
    return this;
  }

  called(operation: string): Call[] {
    return this.calls.filter((one) => one.operation === operation);
  }

  private async fetch(input: string, init: RequestInit): Promise<Response> {
    const url = new URL(input, "http://gateway.example");
    const method = init.method ?? "GET";
    const found = match(method, url.pathname, this.handlers);
    if (!found) throw new Error(`the gateway has no ${method} ${url.pathname}`);
    const headers = new Headers(init.headers);
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const call = { ...found, query: Object.fromEntries(url.searchParams), body, headers };
    this.calls.push(call);
    const instead = this.instead.get(found.operation);
    this.instead.delete(found.operation);
    if (instead === "never") return new Promise(() => undefined);
    if (instead === "unreachable") throw new TypeError("Failed to fetch");
    const response = instead instanceof Refusal ? written(instead) : this.answer(call);
    if (instead === "lost") throw new TypeError("Failed to fetch");
    return response;
  }

  private answer(call: Call): Response {
    const key = call.headers.get("Idempotency-Key");
    const before = key && this.answered.get(key);
    if (before) return before.clone();
    const handler = this.handlers[call.operation as keyof Operations] as (call: Call) => [number, unknown] | Refusal;
    const response = written(handler(call));
    if (key) this.answered.set(key, response.clone());
    return response;
  }

  private get handlers(): Handlers {
    return {
      "GET /api/bookings": ({ query }) => {
        if (!this.signedIn && query.conversation !== CONVERSATION) return refuse(404, "unknown-conversation");
        const from = this.bookings.findIndex((one) => one.reference === query.after) + 1;
        const limit = Number(query.limit ?? 50);
        const shown = this.bookings.slice(from, from + limit);
        const next = from + limit < this.bookings.length ? (shown.at(-1)?.reference ?? null) : null;
        return [200, { bookings: shown, next }];
      },
      "POST /api/bookings/{reference}/cancellation": ({ path, body }) => this.cancel(path.reference ?? "", body.quote ?? null),
      "GET /api/recommendations": () => [200, { recommendations: this.found }],
      "GET /api/recommendations/saved": ({ query }) => {
        if (!this.signedIn && query.conversation !== CONVERSATION) return refuse(404, "unknown-conversation");
        const known = this.saved.flatMap(({ id, at }) => this.found.concat(ideas).filter((one) => one.id === id).slice(0, 1).map((one) => ({ ...one, saved_at: at })));
        return [200, { recommendations: known, next: null }];
      },
      "POST /api/recommendations/{id}/feedback": ({ path, body }) => {
        this.saved = this.saved.filter((one) => one.id !== path.id);
        if (body.kind === "liked") this.saved.unshift({ id: path.id ?? "", at: "2026-11-22T12:00:00+00:00" });
        return [204, undefined];
      },
      "DELETE /api/recommendations/{id}/feedback": ({ path }) => {
        this.saved = this.saved.filter((one) => one.id !== path.id);
        return [204, undefined];
      },
      "GET /api/places": ({ query }) => {
        const all = [
          { id: "gn:1", name: "London", kind: "city" as const, country: "GB", label: "London, United Kingdom (LHR, LGW, STN)" },
          { id: "gn:2", name: "Tuscany", kind: "region" as const, country: "IT", label: "Tuscany, Italy" },
        ];
        return [200, { places: all.filter((one) => one.name.toLowerCase().startsWith((query.query ?? "").toLowerCase())) }];
      },
      "GET /api/sessions": () => [200, { user: this.signedIn ? this.account : null }],
      "POST /api/sessions": ({ body }) => {
        if (body.code == null) return [202, { sent: true }];
        if (body.code !== CODE) return refuse(422, "bad-code", { detail: "This is not the code." });
        this.signedIn = true;
        this.account.email = body.email ?? "";
        return [201, { user: this.account, expires: "2026-12-22T12:00:00+00:00", conversation: body.conversation ?? null }];
      },
      "DELETE /api/sessions": () => {
        this.signedIn = false;
        return [204, undefined];
      },
      "PATCH /api/users/{id}": ({ body, headers }) => this.change(body, headers.get("If-Match")),
      "DELETE /api/users/{id}": ({ headers }) => {
        if (!headers.has("Idempotency-Key")) return refuse(422, "invalid");
        this.signedIn = false;
        return [202, { erased: true, kept: "Bookings stay without a name." }];
      },
      "GET /api/users/{id}/export": () => [200, { account: this.account }],
      "GET /api/users/{id}/conversations": () => [200, { conversations: this.conversations, next: null }],
    };
  }

  private cancel(reference: string, quoteId: string | null): Answer<"POST /api/bookings/{reference}/cancellation"> {
    const booking = this.bookings.find((one) => one.reference === reference);
    if (!booking) return refuse(404, "unknown-booking");
    if (!booking.cancellable) return refuse(409, "not-cancellable");
    if (quoteId === null) return [200, { quote: this.quote(booking) }];
    const held = this.quotes.get(quoteId);
    if (!held || held.reference !== reference) return refuse(404, "unknown-quote");
    if (held.quote.refund.amount !== this.refund) return refuse(409, "quote-changed", { quote: this.quote(booking) });
    Object.assign(booking, { status: "cancelled", cancellable: false, refund: held.quote.refund });
    return [200, booking];
  }

  private quote(booking: BookingAnswer): CancellationQuote {
    const id = `q_${this.quotes.size + 1}`;
    const refund = { amount: this.refund, currency: "EUR", per: "total" as const };
    const quote = { id, refund, rule: booking.rule, expires: "2026-11-22T12:30:00+00:00" };
    this.quotes.set(id, { reference: booking.reference, quote });
    return quote;
  }

  private change(body: Operations["PATCH /api/users/{id}"]["body"], match: string | null): Answer<"PATCH /api/users/{id}"> {
    if (!this.signedIn) return refuse(401, "sign-in-needed");
    if (match !== null && match !== `"v${this.account.version}"`) return refuse(412, "moved");
    const { email, code, preferences, companions, ...values } = body;
    if (email != null && code == null) return [200, { ...this.account, pending_email: email }];
    if (code != null && code !== CODE) return refuse(422, "bad-code");
    const merged = Object.entries({ ...this.account.preferences, ...preferences }).filter(([, value]) => value !== null);
    this.account = {
      ...this.account,
      ...values,
      ...(email != null && { email }),
      ...(companions && { companions: companions.map((one) => ({ name: one.name, birth_date: one.birth_date ?? null })) }),
      preferences: Object.fromEntries(merged),
      version: this.account.version + 1,
    };
    return [200, this.account];
  }
}

function match(method: string, pathname: string, handlers: Handlers) {
  for (const operation of Object.keys(handlers)) {
    const [verb, pattern = ""] = operation.split(" ");
    const found = new RegExp(`^${pattern.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`).exec(pathname);
    const path = Object.fromEntries(Object.entries(found?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
    if (verb === method && found && !(path.id === "saved" && operation.includes("{id}"))) return { operation, path };
  }
  return null;
}

function written(answer: [number, unknown] | Refusal): Response {
  if (!(answer instanceof Refusal)) {
    return new Response(answer[1] === undefined ? null : JSON.stringify(answer[1]), { status: answer[0] });
  }
  const { status, slug, more, retryAfter } = answer;
  const headers = { "Content-Type": "application/problem+json", ...(retryAfter && { "Retry-After": String(retryAfter) }) };
  return new Response(JSON.stringify({ type: `/api/docs#${slug}`, title: slug, status, detail: slug, instance: "urn:x", ...more }), { status, headers });
}
