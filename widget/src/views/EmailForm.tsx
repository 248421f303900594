// An e-mail address that a code is sent to.

import { type FormEvent, useRef, useState } from "react";
import { Field } from "./parts";
import { explain } from "./rest";
import { useWords } from "./words";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

interface Props {
  label: string;
  initial?: string;
  /** Rejects when no code could be sent. */
  onEmail: (email: string) => Promise<void>;
}

export function EmailForm({ label, initial = "", onEmail }: Props) {
  const strings = useWords();
  const [email, setEmail] = useState(initial);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const refuse = (why: string) => {
    setWrong(why);
    field.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const address = email.trim();
    if (!ADDRESS.test(address)) return refuse(strings.asks.email.wrong);
    setBusy(true);
    try {
      await onEmail(address);
    } catch (error) {
      refuse(explain(error, strings));
    }
    setBusy(false);
  };
  return (
    <form className="view-form" onSubmit={(event) => void submit(event)} noValidate>
      <Field label={label} wrong={wrong || undefined}>
        {(tied) => (
          <input
            {...tied}
            ref={field}
            className="tw-field"
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            dir="ltr"
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              setWrong("");
            }}
          />
        )}
      </Field>
      <button type="submit" className="tw-button" aria-disabled={busy}>
        {strings.views.profile.sendCode}
      </button>
    </form>
  );
}
