// First and last day; two months where there is room for them.

import { useEffect, useRef, useState } from "react";
import { dayOf, daysBetween } from "../cards/format";
import { useLocale, useStrings } from "../strings";
import Calendar from "./Calendar";
import { bound } from "./DateAsk";
import { spokenRange } from "./days";
import { type AskProps, Options } from "./parts";

/** Pixels from which two months stand side by side. */
const WIDE = 680;

export default function DateRangeAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings();
  const locale = useLocale();
  const [first, setFirst] = useState<string | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const wide = useWide(root);
  const pick = (day: string) => {
    if (first === null || last !== null || day <= first) {
      setFirst(day);
      setLast(null);
    } else {
      setLast(day);
    }
  };
  const shown = (day: string | null) => (day ? dayOf(day, locale) : words.asks.date.none);
  return (
    <div className="ask ask--dates" ref={root}>
      <Calendar
        label={words.asks.date.chooseRange}
        min={bound(ask.min)}
        max={bound(ask.max)}
        first={first}
        last={last}
        months={wide ? 2 : 1}
        disabled={disabled}
        onPick={pick}
      />
      <dl className="ask-range" aria-live="polite">
        <div>
          <dt>{words.asks.date.first}</dt>
          <dd>{shown(first)}</dd>
        </div>
        <div>
          <dt>{words.asks.date.last}</dt>
          <dd>{shown(last)}</dd>
        </div>
      </dl>
      <div className="ask-row">
        <button
          type="button"
          className="tw-button"
          disabled={disabled || first === null || last === null}
          onClick={() => { if (first && last) onAnswer({ text: spokenRange(first, last) }); }}
        >
          {first && last ? `${words.asks.send}: ${words.cards.nights(daysBetween(first, last))}` : words.asks.date.chooseRange}
        </button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
    </div>
  );
}

function useWide(root: React.RefObject<HTMLElement | null>): boolean {
  const [wide, setWide] = useState(false);
  useEffect(() => {
    if (!root.current || typeof ResizeObserver === "undefined") return;
    const watcher = new ResizeObserver(([entry]) => { setWide((entry?.contentRect.width ?? 0) >= WIDE); });
    watcher.observe(root.current);
    return () => { watcher.disconnect(); };
  }, [root]);
  return wide;
}
