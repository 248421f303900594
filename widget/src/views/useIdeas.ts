// Looking for ideas, and saying what came of them.

import { useState } from "react";
import { useDispatch } from "react-redux";
import { changed } from "../state/slices";
import { useChanges } from "../state/store";
import { useApi } from "../transport/api";
import type { Recommendation, SavedRecommendation } from "../types/api";
import { keepSearch, lastSearch, type Search, type Wish } from "./ideas";
import type { Owner } from "./owner";
import { type Pages, usePages } from "./pages";
import type { News } from "./parts";
import { explain, request } from "./rest";
import { useWords } from "./words";

export type Judgement = "liked" | "disliked" | "takenBack";

const MOST = 6;

export interface Ideas {
  search: Search;
  saved: Pages<SavedRecommendation>;
  busy: boolean;
  news: News | null;
  find: (wish: Wish) => Promise<void>;
  /** True when the gateway has it. */
  judge: (idea: Recommendation, judgement: Judgement) => Promise<boolean>;
  /** Notes that it led to a search: only for learning, so whether it arrives does not matter. */
  searched: (idea: Recommendation) => void;
}

export function useIdeas(owner: Owner | null): Ideas {
  const api = useApi();
  const strings = useWords();
  const dispatch = useDispatch();
  const key = owner?.key ?? "";
  const names = owner?.names ?? {};
  const [search, setSearch] = useState<Search>(() => lastSearch(api, key));
  const [news, setNews] = useState<News | null>(null);
  const [busy, setBusy] = useState(false);
  const saved = usePages(owner && key, useChanges("recommendations"), async (after, limit, signal) => {
    const query = { ...names, after, limit };
    const page = await request(api, "GET /api/recommendations/saved", { query, ...(signal && { signal }) });
    return { items: page.recommendations, next: page.next };
  });

  const keep = (next: Search) => {
    keepSearch(api, next);
    setSearch(next);
  };
  const find = async (wish: Wish) => {
    setBusy(true);
    setNews({ tone: "busy", words: strings.views.ideas.finding });
    try {
      const query = { ...names, ...wish, limit: MOST };
      const { recommendations } = await request(api, "GET /api/recommendations", { query });
      keep({ owner: key, wish, found: recommendations });
      setNews({ tone: "good", words: recommendations.length ? strings.views.ideas.found(recommendations.length) : "" });
    } catch (error) {
      setNews({ tone: "bad", words: explain(error, strings) });
    }
    setBusy(false);
  };
  const tell = (idea: Recommendation, kind: Judgement | "searched") => {
    const path = { id: idea.id };
    return kind === "takenBack"
      ? request(api, "DELETE /api/recommendations/{id}/feedback", { path, query: { ...names, kind: "liked" } })
      : request(api, "POST /api/recommendations/{id}/feedback", { path, body: { ...names, kind } });
  };
  const judge = async (idea: Recommendation, judgement: Judgement) => {
    const words = strings.views.ideas;
    const told = { liked: words.nowSaved, disliked: words.gone, takenBack: words.noLonger }[judgement];
    try {
      await tell(idea, judgement);
    } catch (error) {
      setNews({ tone: "bad", words: explain(error, strings) });
      return false;
    }
    if (judgement === "disliked") keep({ ...search, found: search.found?.filter((one) => one !== idea) ?? null });
    setNews({ tone: "good", words: told(idea.destination.name) });
    dispatch(changed("recommendations"));
    return true;
  };
  const searched = (idea: Recommendation) => void tell(idea, "searched").catch(() => undefined);
  return { search, saved, busy, news, find, judge, searched };
}
