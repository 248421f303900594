// One-time codes from an e-mail, as they are typed and pasted, and the time until another can be sent.

import { useEffect, useState } from "react";

export const DIGITS = 6;
export const PAUSE = 30;

/** The digits of what was typed or pasted: `123 456`, `123-456`, also in other numerals; at most six. */
export const digitsOf = (typed: string): string =>
  typed.normalize("NFKC").replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (one) => String(one.charCodeAt(0) & 0xf)).replace(/\D/g, "").slice(0, DIGITS);

/** Seconds until another code can be sent; `start` begins the wait. */
export function usePause(): { left: number; start: () => void } {
  const [until, setUntil] = useState(() => Date.now() + PAUSE * 1000);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const waiting = left > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waiting]);
  const start = () => {
    setNow(Date.now());
    setUntil(Date.now() + PAUSE * 1000);
  };
  return { left, start };
}
