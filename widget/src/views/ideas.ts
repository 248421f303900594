// What was looked for, kept while the page is open, so that a look at the chat does not lose it.

import type { Api } from "../transport/api";
import type { Recommendation } from "../types/api";

export interface Wish {
  query: string;
  /** 1 to 12, empty for any. */
  month: string;
  budget: string;
}

export interface Search {
  /** The key of whom the ideas were made for; empty for nobody in particular, who cannot save any. */
  owner: string;
  wish: Wish;
  /** null: nothing was looked for yet. */
  found: Recommendation[] | null;
}

const NOTHING: Search = { owner: "", wish: { query: "", month: "", budget: "" }, found: null };

const kept = new WeakMap<Api, Search>();

/** The last search of this widget, unless it was another account's; what a guest looked for goes along at sign-in. */
export function lastSearch(api: Api, owner: string): Search {
  const last = kept.get(api);
  return last && (last.owner === owner || !last.owner.startsWith("user ")) ? last : NOTHING;
}

export const keepSearch = (api: Api, search: Search): void => void kept.set(api, search);

/** `800`, `1200.5`, `1.200,50` or `1'200` as the interface takes it; null for what is no amount. */
export function amount(typed: string): string | null {
  const text = typed.replace(/[\s'’]/g, "");
  const [, whole = "", cents] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  const plain = whole.replace(/[.,](?=\d{3}(?:[.,]|$))/g, "");
  if (!/^\d{1,7}$/.test(plain)) return null;
  const value = cents === undefined ? plain : `${plain}.${cents}`;
  return Number(value) > 0 ? value : null;
}
