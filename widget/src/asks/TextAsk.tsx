// A line of text, or an e-mail address, with what the browser can fill in.

import { type FormEvent, useId, useState } from "react";
import { useStrings } from "../strings";
import { type AskProps, Options } from "./parts";

const LONGEST = 2000;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

export default function TextAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const id = useId();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const email = ask.kind === "email";
  const code = ask.slot.endsWith("code");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const answer = text.trim();
    const bad = email && !ADDRESS.test(answer);
    setWrong(bad);
    if (answer && !bad && !disabled) onAnswer({ text: answer });
  };
  const label = email ? words.email.label : code ? words.text.codeHint : ask.slot === "name" ? words.text.name : words.text.label;
  return (
    <form className="ask" onSubmit={submit} noValidate>
      <label htmlFor={id} className="ask-label">{label}</label>
      <div className="ask-row">
        <input
          id={id}
          className="tw-field ask-grows"
          type={email ? "email" : "text"}
          inputMode={email ? "email" : code ? "numeric" : "text"}
          autoComplete={email ? "email" : code ? "one-time-code" : ask.slot === "name" ? "name" : "off"}
          maxLength={LONGEST}
          value={text}
          disabled={disabled}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => { setText(event.target.value); setWrong(false); }}
        />
        <button type="submit" className="tw-button" disabled={disabled || text.trim() === ""}>{words.send}</button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
      <p id={`${id}-wrong`} className="ask-wrong" role="alert">{wrong ? words.email.wrong : ""}</p>
    </form>
  );
}
