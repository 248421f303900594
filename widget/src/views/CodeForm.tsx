// The code from an e-mail: typed, pasted or filled in by the browser.

import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiProblem } from "../transport/api";
import { DIGITS, digitsOf, usePause } from "./codes";
import { Field, type News, Told } from "./parts";
import { explain } from "./rest";
import { useWords } from "./words";

interface Props {
  email: string;
  label: string;
  /** Rejects with what the gateway has against the code. */
  onCode: (code: string) => Promise<void>;
  onResend: () => Promise<void>;
  onOther: () => void;
}

export function CodeForm({ email, label, onCode, onResend, onOther }: Props) {
  const strings = useWords();
  const words = strings.views.profile;
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const [news, setNews] = useState<News>({ tone: "good", words: words.codeSent(email) });
  const { left, start } = usePause();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const refuse = (why: string) => {
    setWrong(why);
    field.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (code.length < DIGITS) return refuse(words.codeShort);
    setBusy(true);
    try {
      await onCode(code);
    } catch (error) {
      const bad = error instanceof ApiProblem && error.slug === "bad-code";
      refuse(bad ? words.codeWrong : explain(error, strings));
    }
    setBusy(false);
  };
  const resend = async () => {
    start();
    try {
      await onResend();
      setCode("");
      setWrong("");
      setNews({ tone: "good", words: words.resent });
    } catch (error) {
      setNews({ tone: "bad", words: explain(error, strings) });
    }
    field.current?.focus();
  };
  return (
    <form className="view-form" onSubmit={(event) => void submit(event)} noValidate>
      <Told news={news} />
      <Field label={words.code} wrong={wrong || undefined}>
        {(tied) => (
          <input
            {...tied}
            ref={field}
            className="tw-field view-code"
            inputMode="numeric"
            autoComplete="one-time-code"
            enterKeyHint="done"
            spellCheck={false}
            dir="ltr"
            value={code}
            onChange={(event) => {
              setCode(digitsOf(event.target.value));
              setWrong("");
            }}
          />
        )}
      </Field>
      <div className="view-row">
        <button type="submit" className="tw-button" aria-disabled={busy}>
          {label}
        </button>
        <button type="button" className="tw-button tw-button--quiet" disabled={left > 0} onClick={() => void resend()}>
          {left > 0 ? words.resendIn(left) : words.resend}
        </button>
        <button type="button" className="tw-button tw-button--bare view-link" onClick={onOther}>
          {words.otherAddress}
        </button>
      </div>
    </form>
  );
}
