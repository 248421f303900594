// One day, picked and then sent; a second tap on the picked day sends it too.

import { useState } from "react";
import { dayOf } from "../cards/format";
import { isoDay } from "../cards/read";
import { useLocale, useStrings } from "../strings";
import type { Ask } from "../types/reply";
import Calendar from "./Calendar";
import { spoken } from "./days";
import { type AskProps, Options } from "./parts";

export const bound = (value: Ask["min"]): string | null => (typeof value === "string" && isoDay.test(value) ? value : null);

export default function DateAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const locale = useLocale();
  const [day, setDay] = useState<string | null>(null);
  const send = (picked: string) => { onAnswer({ text: spoken(picked) }); };
  return (
    <div className="ask ask--dates">
      <Calendar
        label={words.date.choose}
        min={bound(ask.min)}
        max={bound(ask.max)}
        first={day}
        last={null}
        months={1}
        disabled={disabled}
        onPick={(picked) => { if (picked === day) send(picked); else setDay(picked); }}
      />
      <div className="ask-row">
        <button type="button" className="tw-button" disabled={disabled || day === null} onClick={() => { if (day) send(day); }}>
          {day ? `${words.send}: ${dayOf(day, locale)}` : words.date.choose}
        </button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
    </div>
  );
}
