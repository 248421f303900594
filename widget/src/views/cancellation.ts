// Cancelling in two steps: what would come back, then a yes to exactly that. A yes that may have arrived is sent again
// under its key, so that it is done once.

import { useCallback, useEffect, useRef, useState } from "react";
import { type Api, ApiProblem, useApi } from "../transport/api";
import { newId } from "../transport/outbox";
import type { BookingAnswer, CancellationQuote, MovedProblem } from "../types/api";
import type { Owner } from "./owner";
import { explain, request } from "./rest";
import { useWords } from "./words";

export type Note = "moved" | "expired" | null;

export type Step =
  | { at: "quoting" }
  | { at: "failed"; problem: string }
  | { at: "quoted"; quote: CancellationQuote; note: Note; problem: string }
  | { at: "cancelling"; quote: CancellationQuote }
  | { at: "impossible" };

interface Ends {
  onCancelled: (booking: BookingAnswer, quote: CancellationQuote) => void;
  /** What is shown is no longer true. */
  onStale: () => void;
}

async function call(api: Api, owner: Owner, reference: string, key: string, quote?: string) {
  return request(api, "POST /api/bookings/{reference}/cancellation", {
    path: { reference },
    body: { ...owner.names, ...(quote && { quote }) },
    headers: { "Idempotency-Key": key },
  });
}

export function useCancellation(reference: string, owner: Owner, ends: Ends) {
  const api = useApi();
  const strings = useWords();
  const [step, setStep] = useState<Step>({ at: "quoting" });
  const yes = useRef("");

  const show = useCallback((quote: CancellationQuote, note: Note) => {
    yes.current = newId();
    setStep({ at: "quoted", quote, note, problem: "" });
  }, []);

  const ask = useCallback(
    async (note: Note, wanted: () => boolean = () => true) => {
      try {
        const answer = await call(api, owner, reference, newId());
        if (wanted() && "quote" in answer) show(answer.quote, note);
      } catch (error) {
        if (!wanted()) return;
        if (isKind(error, "not-cancellable")) setStep({ at: "impossible" });
        else setStep({ at: "failed", problem: explain(error, strings) });
      }
    },
    [api, owner, reference, show, strings],
  );

  useEffect(() => {
    let here = true;
    void ask(null, () => here);
    return () => {
      here = false;
    };
  }, [ask]);

  const confirm = async () => {
    if (step.at !== "quoted") return;
    const { quote } = step;
    setStep({ at: "cancelling", quote });
    try {
      const answer = await call(api, owner, reference, yes.current, quote.id);
      if ("reference" in answer) ends.onCancelled(answer, quote);
    } catch (error) {
      const moved = isKind(error, "quote-changed") ? newQuote(error) : null;
      if (moved) show(moved, "moved");
      else if (isKind(error, "quote-expired") || isKind(error, "unknown-quote")) {
        setStep({ at: "quoting" });
        await ask("expired");
      } else if (isKind(error, "not-cancellable")) {
        setStep({ at: "impossible" });
        ends.onStale();
      } else setStep({ at: "quoted", quote, note: null, problem: explain(error, strings) });
    }
  };
  const retry = () => {
    setStep({ at: "quoting" });
    void ask(null);
  };
  return { step, confirm, retry };
}

const isKind = (error: unknown, slug: string): error is ApiProblem => error instanceof ApiProblem && error.slug === slug;

function newQuote(error: ApiProblem): CancellationQuote | null {
  const quote = (error.problem as Partial<MovedProblem>).quote;
  return quote && "refund" in quote ? quote : null;
}
