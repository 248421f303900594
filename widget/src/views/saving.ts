// Changing the account: nothing that somebody else has changed meanwhile is overwritten unseen.

import { useState } from "react";
import { useDispatch } from "react-redux";
import { useClient } from "../app/client";
import { identified, type User } from "../state/slices";
import { ApiProblem, useApi } from "../transport/api";
import type { UserPatch } from "../types/api";
import type { News } from "./parts";
import { explain, request, wrongFields } from "./rest";
import { useWords } from "./words";

export interface Saving {
  busy: boolean;
  news: News | null;
  /** What is wrong with single fields. */
  wrong: Record<string, string>;
  /** `moved`: it was changed elsewhere, and is read again. */
  save: (patch: UserPatch) => Promise<"saved" | "moved" | "refused">;
}

export function useSaving(user: User): Saving {
  const api = useApi();
  const client = useClient();
  const dispatch = useDispatch();
  const strings = useWords();
  const [news, setNews] = useState<News | null>(null);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const save: Saving["save"] = async (body) => {
    const { views } = strings;
    setNews({ tone: "busy", words: views.saving });
    setWrong({});
    try {
      const headers = { "If-Match": `"v${user.version}"` };
      dispatch(identified(await request(api, "PATCH /api/users/{id}", { path: { id: "me" }, body, headers })));
      setNews({ tone: "good", words: views.saved });
      return "saved";
    } catch (error) {
      const status = error instanceof ApiProblem ? error.status : 0;
      if (status === 412 || status === 401) await client.identify();
      setWrong(wrongFields(error));
      setNews({ tone: "bad", words: status === 412 ? views.profile.moved : explain(error, strings) });
      return status === 412 ? "moved" : "refused";
    }
  };
  return { busy: news?.tone === "busy", news, wrong, save };
}

export interface Draft<T> {
  values: T;
  /** Only what differs from what is kept. */
  edits: Partial<T>;
  set: (edit: Partial<T>) => void;
  clear: () => void;
}

/** What is kept with what was typed over it; what changes elsewhere shows through where nothing was typed. */
export function useDraft<T extends object>(stored: T): Draft<T> {
  const [typed, setTyped] = useState<Partial<T>>({});
  const changed = Object.entries(typed).filter(([name, value]) => value !== stored[name as keyof T]);
  return {
    values: { ...stored, ...typed },
    edits: Object.fromEntries(changed) as Partial<T>,
    set: (edit) => setTyped((before) => ({ ...before, ...edit })),
    clear: () => setTyped({}),
  };
}
