// Lists that come in pages, read again when something changed; what is shown stays until the newer is there.

import { useEffect, useEffectEvent, useState } from "react";
import { ApiProblem } from "../transport/api";

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type ReadPage<T> = (after: string | null, limit: number, signal?: AbortSignal) => Promise<Page<T>>;

export interface Pages<T> {
  state: "loading" | "ready" | "failed";
  items: T[];
  more: boolean;
  /** Reads the next page. */
  goOn: () => Promise<void>;
  /** Reads all that is shown once more. */
  again: () => void;
}

const LIMIT = 20;
const MOST = 100;

interface Held<T> extends Page<T> {
  key: string;
  state: "ready" | "failed";
}

/** The pages that belong to `key` (null: none to read) as of `version`. What is not there is an empty list. */
export function usePages<T>(key: string | null, version: number, read: ReadPage<T>): Pages<T> {
  const [held, setHeld] = useState<Held<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const known = held?.key === key ? held : null;
  const fetchAll = useEffectEvent((signal: AbortSignal) =>
    read(null, Math.min(MOST, Math.max(LIMIT, known?.items.length ?? 0)), signal),
  );
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    fetchAll(abort.signal).then(
      (page) => {
        if (!abort.signal.aborted) setHeld({ key, state: "ready", ...page });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const nothing = error instanceof ApiProblem && error.status === 404;
        setHeld({ key, state: nothing ? "ready" : "failed", items: [], next: null });
      },
    );
    return () => abort.abort();
  }, [key, version, attempt]);

  const goOn = async () => {
    if (!known?.next || key === null) return;
    const page = await read(known.next, LIMIT);
    setHeld((now) => (now?.key === key ? { ...now, items: [...now.items, ...page.items], next: page.next } : now));
  };
  return {
    state: known?.state ?? "loading",
    items: known?.items ?? [],
    more: known?.next != null,
    goOn,
    again: () => setAttempt((before) => before + 1),
  };
}
