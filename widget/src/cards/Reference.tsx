// A booking's reference, copied with one tap.

import { useEffect, useState } from "react";
import { useStrings } from "../strings";

const SHOWN = 2500;

export function Reference({ reference }: { reference: string }) {
  const words = useStrings().cards;
  const [state, setState] = useState<"" | "copied" | "failed">("");
  useEffect(() => {
    if (!state) return;
    const timer = setTimeout(() => { setState(""); }, SHOWN);
    return () => { clearTimeout(timer); };
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(reference);
      setState("copied");
    } catch {
      setState("failed"); // the clipboard may be forbidden, as in frames; the text itself can be selected
    }
  };
  return (
    <span className="reference">
      <span className="tw-unseen">{words.reference} </span>
      <bdi className="reference-text">{reference}</bdi>
      <button type="button" className="tw-button tw-button--bare" aria-label={words.copy(reference)} onClick={() => void copy()}>
        <svg viewBox="0 0 24 24" aria-hidden="true" className="card-icon">
          {state === "copied" ? <path d="M5 12.5l4.5 4.5L19 7.5" /> : <path d="M9 9h10v11H9zM5 15V4h10" />}
        </svg>
      </button>
      <span role="status" className={state === "failed" ? "reference-state" : "tw-unseen"}>
        {state === "copied" ? words.copied : state === "failed" ? words.notCopied : ""}
      </span>
    </span>
  );
}
