// A place by typing. What is typed can also be sent as it is.

import { type FormEvent, useId, useState } from "react";
import { useStrings } from "../strings";
import { type AskProps, Options } from "./parts";
import { PlaceBox } from "./PlaceBox";
import { saidAs } from "./places";

export default function PlaceAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const id = useId();
  const [text, setText] = useState("");
  const answer = (said: string) => {
    if (said && !disabled) onAnswer({ text: said });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer(text.trim());
  };
  return (
    <form className="ask" onSubmit={submit}>
      <label htmlFor={id} className="ask-label">{words.place.label}</label>
      <div className="ask-row">
        <PlaceBox
          id={id}
          label={words.place.label}
          value={text}
          disabled={disabled}
          onChange={setText}
          onTake={(place) => { setText(place.label); answer(saidAs(place)); }}
        />
        <button type="submit" className="tw-button" disabled={disabled || text.trim() === ""}>{words.send}</button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
    </form>
  );
}
