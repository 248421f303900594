// The smaller parts of the state: what the operator set, who is signed in, how the connection stands, what is shown.

import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import type { UserAnswer } from "../types/api";
import { DEFAULT_CONFIG, type WidgetConfig } from "./config";

const configSlice = createSlice({
  name: "config",
  initialState: DEFAULT_CONFIG,
  reducers: { configured: (state, { payload }: PayloadAction<Partial<WidgetConfig>>) => ({ ...state, ...payload }) },
});

/** As `/api/sessions` gives it. */
export type User = UserAnswer;

export const CHANGES = ["bookings", "profile", "recommendations", "conversations"] as const;
export type Change = (typeof CHANGES)[number];

export interface SessionState {
  /** undefined: not asked yet. */
  user: User | null | undefined;
  /** How often each kind of thing has changed, so that a view that shows it reads it again. */
  changes: Record<Change, number>;
}

const sessionSlice = createSlice({
  name: "session",
  initialState: {
    user: undefined,
    changes: { bookings: 0, profile: 0, recommendations: 0, conversations: 0 },
  } as SessionState,
  reducers: {
    identified(state, { payload }: PayloadAction<User | null>) {
      state.user = payload;
    },
    changed(state, { payload }: PayloadAction<Change>) {
      state.changes[payload] += 1;
    },
  },
});

export interface ConnectionState {
  /** idle: no conversation to follow · polling: sockets do not get through, so requests do their work. */
  state: "idle" | "connecting" | "open" | "lost" | "polling";
  online: boolean;
}

const connectionSlice = createSlice({
  name: "connection",
  initialState: { state: "idle", online: true } as ConnectionState,
  reducers: {
    connection(state, { payload }: PayloadAction<ConnectionState["state"]>) {
      state.state = payload;
    },
    online(state, { payload }: PayloadAction<boolean>) {
      state.online = payload;
    },
  },
});

export type Notice = "restarted" | "signedOut" | "forgotten";

export interface ConversationState {
  id: string | null;
  /** The cursor to what was said earlier; null when all of it is here. */
  earlier: string | null;
  loading: boolean;
  /** Why this conversation is a new one, when the traveller did not ask for it. */
  notice: Notice | null;
}

const conversationSlice = createSlice({
  name: "conversation",
  initialState: { id: null, earlier: null, loading: false, notice: null } as ConversationState,
  reducers: {
    began: (_state, { payload }: PayloadAction<{ id: string | null; notice?: Notice | null }>) => ({
      id: payload.id,
      earlier: null,
      loading: false,
      notice: payload.notice ?? null,
    }),
    named(state, { payload }: PayloadAction<string>) {
      state.id = payload;
    },
    loading(state, { payload }: PayloadAction<boolean>) {
      state.loading = payload;
    },
    reached(state, { payload }: PayloadAction<string | null>) {
      state.earlier = payload;
    },
  },
});

export const { configured } = configSlice.actions;
export const { identified, changed } = sessionSlice.actions;
export const { connection, online } = connectionSlice.actions;
export const { began, named, loading, reached } = conversationSlice.actions;
export const reducers = {
  config: configSlice.reducer,
  session: sessionSlice.reducer,
  connection: connectionSlice.reducer,
  conversation: conversationSlice.reducer,
};
