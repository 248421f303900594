// A number to step through; for the ages of children as many lists as there are children.

import { useState } from "react";
import { useStrings } from "../strings";
import type { Ask } from "../types/reply";
import { AgeSelect, type AskProps, Options, Stepper } from "./parts";
import { joined, numberSentence } from "./sentences";

const MOST = 99;
const MOST_CHILDREN = 8;
const MIDDLE_AGE = 8;

const whole = (value: Ask["min"], otherwise: number): number => (Number.isInteger(value) ? (value as number) : otherwise);

export default function NumberAsk(props: AskProps) {
  return props.ask.slot === "child_ages" ? <AgesAsk {...props} /> : <CountAsk {...props} />;
}

function CountAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const min = whole(ask.min, 0);
  const max = whole(ask.max, MOST);
  const [value, setValue] = useState(min);
  const label = ask.slot === "nights" ? words.number.nights : ask.slot === "rooms" ? words.number.rooms : words.number.label;
  return (
    <div className="ask">
      <Stepper label={label} value={value} min={min} max={max} disabled={disabled} onChange={setValue} />
      <div className="ask-row">
        <button type="button" className="tw-button" disabled={disabled} onClick={() => { onAnswer({ text: numberSentence(ask.slot, value) }); }}>
          {words.send}
        </button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
    </div>
  );
}

function AgesAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const from = whole(ask.min, 0);
  const to = whole(ask.max, 17);
  const start = Math.min(to, Math.max(from, MIDDLE_AGE));
  const [ages, setAges] = useState<number[]>([start]);
  return (
    <div className="ask">
      {ages.map((age, index) => (
        <div key={index} className="age-row">
          <AgeSelect
            label={words.number.ageOf(index + 1)}
            value={age}
            from={from}
            to={to}
            disabled={disabled}
            onChange={(changed) => { setAges(ages.map((one, at) => (at === index ? changed : one))); }}
          />
          {ages.length > 1 && (
            <button type="button" className="tw-button tw-button--bare" aria-label={words.number.removeChild(index + 1)} disabled={disabled} onClick={() => { setAges(ages.filter((_, at) => at !== index)); }}>
              ×
            </button>
          )}
        </div>
      ))}
      <div className="ask-row">
        <button type="button" className="tw-button" disabled={disabled} onClick={() => { onAnswer({ text: joined(ages) }); }}>
          {words.send}
        </button>
        <button type="button" className="tw-button tw-button--quiet" disabled={disabled || ages.length >= MOST_CHILDREN} onClick={() => { setAges([...ages, start]); }}>
          {words.number.addChild}
        </button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
    </div>
  );
}
