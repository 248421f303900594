// Places by what was typed so far, from the gateway's gazetteer; asked when the typing pauses, older questions dropped.

import { useEffect, useState } from "react";
import { useApi } from "../transport/api";

export interface Place {
  id: string;
  name: string;
  kind: string;
  country: string;
  label: string;
}

export interface Search {
  state: "idle" | "searching" | "done" | "failed";
  /** What was searched for. */
  query: string;
  places: Place[];
}

/** Milliseconds without a letter that end a word. */
export const PAUSE = 150;
const LIMIT = 8;
const IDLE: Search = { state: "idle", query: "", places: [] };

/** The places for `query`; those of the query before stay until the new ones are there. */
export function usePlaces(query: string): Search {
  const api = useApi();
  const [search, setSearch] = useState<Search>(IDLE);
  const wanted = query.trim();
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      setSearch((before) => ({ ...before, state: "searching" }));
      api
        .get<{ places: Place[] }>(`/api/places?query=${encodeURIComponent(wanted)}&limit=${LIMIT}`, { signal: abort.signal })
        .then(
          ({ places }) => { if (!abort.signal.aborted) setSearch({ state: "done", query: wanted, places }); },
          () => { if (!abort.signal.aborted) setSearch({ state: "failed", query: wanted, places: [] }); },
        );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, wanted]);
  return wanted ? search : IDLE;
}

const CODES = /\s*\([A-Z]{3}(, [A-Z]{3})*\)$/;

/**
 * What is said when a place is picked, as the engine reads it best: airports by name and code, everything else by name
 * and country, without the codes of its airports, which would narrow it to one of them.
 */
export const saidAs = (place: Place): string =>
  place.kind === "airport" ? `${place.name}${CODES.exec(place.label)?.[0] ?? ""}` : place.label.replace(CODES, "");
