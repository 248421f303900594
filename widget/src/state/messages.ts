// What was said, as turns: the traveller's words with the assistant's replies to them, known by the message's id.

import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import type { Reply } from "../types/reply";

/** sending: on its way · sent: the gateway has it · answered · failed: it did not get through. */
export type Delivery = "sending" | "sent" | "answered" | "failed";

/** open: replies may come · notice: what stands there gives way to the true answer · settled: nothing follows. */
export type Answer = "open" | "notice" | "settled";

export interface Turn {
  id: string;
  /** The traveller's words; null for what the assistant says of its own accord. */
  mine: string | null;
  /** Milliseconds since 1970. */
  at: number;
  delivery: Delivery;
  /** Why it failed, in words; null when there is nothing to tell. */
  problem: string | null;
  /** Whether sending it once more can help. */
  retryable: boolean;
  replies: Reply[];
  answer: Answer;
  typing: boolean;
}

export interface HistoryEntry {
  role: "traveller" | "assistant";
  message_id: string;
  text?: string | null;
  reply?: Reply | null;
  at: string;
}

export interface MessagesState {
  order: string[];
  byId: Record<string, Turn>;
}

const initialState: MessagesState = { order: [], byId: {} };

const newTurn = (id: string, at: number): Turn => ({
  id,
  mine: null,
  at,
  delivery: "sent",
  problem: null,
  retryable: false,
  replies: [],
  answer: "open",
  typing: false,
});

function turnOf(state: MessagesState, id: string, at: number): Turn {
  const known = state.byId[id];
  if (known) return known;
  state.order.push(id);
  return (state.byId[id] = newTurn(id, at));
}

function settle(turn: Turn): void {
  turn.answer = "settled";
  turn.delivery = "answered";
  turn.problem = null;
  turn.typing = false;
}

function fold(entries: readonly HistoryEntry[]): Turn[] {
  const turns = new Map<string, Turn>();
  for (const one of entries) {
    const turn = turns.get(one.message_id) ?? newTurn(one.message_id, Date.parse(one.at));
    turns.set(one.message_id, turn);
    if (one.role === "traveller") turn.mine = one.text ?? "";
    else if (one.reply) {
      turn.replies.push(one.reply);
      settle(turn);
    }
  }
  return [...turns.values()];
}

/** History knows best what was answered; a turn that is still open keeps what is only known here. */
function absorb(state: MessagesState, turn: Turn): void {
  const known = state.byId[turn.id];
  if (known?.answer === "settled") {
    known.mine ??= turn.mine;
    known.at = turn.at;
  } else if (known && turn.answer !== "settled") {
    Object.assign(known, { mine: turn.mine, at: turn.at, delivery: "sent", problem: null });
  } else {
    state.byId[turn.id] = turn;
  }
}

/** The page's order holds; what is known besides stands before or after it, as it did. */
function merged(order: readonly string[], page: readonly string[]): string[] {
  const inPage = new Set(page);
  const last = order.findLastIndex((id) => inPage.has(id));
  const before = order.slice(0, Math.max(last, 0)).filter((id) => !inPage.has(id));
  return [...before, ...page, ...order.slice(last + 1)];
}

function keepOnly(state: MessagesState, ids: readonly string[]): void {
  const wanted = new Set(ids);
  state.order = state.order.filter((id) => wanted.has(id));
  state.byId = Object.fromEntries(Object.entries(state.byId).filter(([id]) => wanted.has(id)));
}

const slice = createSlice({
  name: "messages",
  initialState,
  reducers: {
    said(state, { payload }: PayloadAction<{ id: string; text: string; at: number }>) {
      const turn = turnOf(state, payload.id, payload.at);
      Object.assign(turn, { mine: payload.text, delivery: "sending", problem: null, typing: false });
    },
    /** The traveller's own words from another channel; what was said here stands already. */
    heard(state, { payload }: PayloadAction<{ id: string; text: string; at: number }>) {
      turnOf(state, payload.id, payload.at).mine ??= payload.text;
    },
    accepted(state, { payload }: PayloadAction<{ id: string }>) {
      const turn = state.byId[payload.id];
      if (turn && turn.delivery !== "answered") Object.assign(turn, { delivery: "sent", problem: null });
    },
    typing(state, { payload }: PayloadAction<{ id: string; at: number }>) {
      const turn = turnOf(state, payload.id, payload.at);
      if (turn.answer === "settled") return;
      Object.assign(turn, { delivery: "sent", problem: null, typing: true });
    },
    replied(state, { payload }: PayloadAction<{ id: string; reply: Reply; at: number }>) {
      const turn = turnOf(state, payload.id, payload.at);
      if (turn.answer === "settled") return;
      if (turn.answer === "notice") Object.assign(turn, { answer: "open", replies: [] });
      turn.replies.push(payload.reply);
    },
    done(state, { payload }: PayloadAction<{ id: string; state: string }>) {
      const turn = state.byId[payload.id];
      if (!turn || turn.answer === "settled") return;
      turn.typing = false;
      if (payload.state === "answered") settle(turn);
      else Object.assign(turn, { answer: "notice", delivery: "sent", problem: null });
    },
    failed(state, { payload }: PayloadAction<{ id: string; problem: string | null; retryable: boolean }>) {
      const turn = state.byId[payload.id];
      if (!turn || turn.delivery === "answered") return;
      Object.assign(turn, { delivery: "failed", typing: false, problem: payload.problem, retryable: payload.retryable });
    },
    /** The newest page; `complete` when nothing was said before it. Where nothing in it is known here, what is shown
     *  may have a hole behind it, so that it starts anew from the page. */
    newest(state, { payload }: PayloadAction<{ entries: HistoryEntry[]; complete: boolean }>) {
      const turns = fold(payload.entries);
      const page = turns.map((turn) => turn.id);
      const joins = payload.complete || page.some((id) => state.byId[id]);
      const kept = joins ? state.order : state.order.filter((id) => state.byId[id]?.answer !== "settled");
      for (const turn of turns) absorb(state, turn);
      state.order = joins ? merged(kept, page) : [...page, ...kept];
      keepOnly(state, state.order);
    },
    older(state, { payload }: PayloadAction<{ entries: HistoryEntry[] }>) {
      const turns = fold(payload.entries).filter((turn) => !state.byId[turn.id]);
      for (const turn of turns) state.byId[turn.id] = turn;
      state.order.unshift(...turns.map((turn) => turn.id));
    },
    cleared: () => initialState,
    /** A new conversation that takes over what is still to be sent. */
    restarted(state, { payload }: PayloadAction<{ keep: string[] }>) {
      keepOnly(state, payload.keep);
    },
  },
});

export const messages = slice.actions;
export default slice.reducer;

export const isSending = (state: MessagesState, id: string): boolean => state.byId[id]?.delivery === "sending";

/** Whether an answer is on its way: the assistant says that it writes, or has just been told something. */
export function isWriting(state: MessagesState): boolean {
  return state.order.some((id) => {
    const turn = state.byId[id];
    return turn !== undefined && turn.answer === "open" && (turn.typing || turn.delivery === "sent");
  });
}
