// One of several: buttons, or a list where there are many.

import { useId, useState } from "react";
import { useStrings } from "../strings";
import { type AskProps, Options } from "./parts";

const BUTTONS = 7;

export default function ChoiceAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const id = useId();
  const options = ask.options ?? [];
  const [value, setValue] = useState("");
  const chosen = options.find((option) => option.value === value) ?? options[0];
  if (options.length === 0) return null;
  if (options.length <= BUTTONS) {
    return (
      <div className="ask ask-row" role="group" aria-label={words.pick}>
        <Options options={options} onAnswer={onAnswer} disabled={disabled} />
      </div>
    );
  }
  return (
    <div className="ask ask-row">
      <label className="tw-unseen" htmlFor={id}>{words.pick}</label>
      <select id={id} className="tw-field ask-grows" value={chosen?.value} disabled={disabled} onChange={(event) => { setValue(event.target.value); }}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>{option.label}</option>
        ))}
      </select>
      <button type="button" className="tw-button" disabled={disabled} onClick={() => { if (chosen) onAnswer({ choice: chosen }); }}>
        {words.send}
      </button>
    </div>
  );
}
