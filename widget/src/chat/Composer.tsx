// Where the traveller writes: Enter sends, Shift and Enter breaks the line; a word that is being composed is not sent.

import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { Icon } from "../app/icons";
import { useStrings } from "../strings";

/** Characters that the gateway takes. */
const MOST = 2000;
const NEAR = 200;

/** Words to be finished; the same words once more are another draft. */
export interface Draft {
  text: string;
}

interface Props {
  onSay: (text: string) => void;
  draft?: Draft | null;
  ref?: Ref<HTMLTextAreaElement | null>;
}

export function Composer({ onSay, draft = null, ref }: Props) {
  const [text, setText] = useState("");
  const [taken, setTaken] = useState<Draft | null>(null);
  if (draft !== taken) {
    setTaken(draft);
    if (draft) setText((before) => [before.trim(), draft.text].filter(Boolean).join(" "));
  }
  const field = useRef<HTMLTextAreaElement>(null);
  const counter = useId();
  const strings = useStrings();
  const left = MOST - [...text].length;
  useImperativeHandle(ref, () => field.current as HTMLTextAreaElement);
  useEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }, [text]);

  const send = () => {
    const words = text.trim();
    if (!words || left < 0) return;
    onSay(words);
    setText("");
    field.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Safari ends a composition before its Enter arrives, and says so by the key code only.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="tw-composer"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="tw-write">
        <textarea
          ref={field}
          className="tw-text"
          rows={1}
          value={text}
          placeholder={strings.chat.placeholder}
          aria-label={strings.chat.composer}
          aria-describedby={left <= NEAR ? counter : undefined}
          aria-invalid={left < 0}
          enterKeyHint="send"
          dir="auto"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="tw-button tw-send"
          disabled={!text.trim() || left < 0}
          aria-label={strings.chat.send}
          title={strings.chat.send}
        >
          <Icon name="send" />
        </button>
      </div>
      {left <= NEAR && (
        <p id={counter} className={left < 0 ? "tw-count tw-count--over" : "tw-count"} role={left < 20 ? "status" : undefined}>
          {left < 0 ? strings.chat.tooLong(-left) : strings.chat.left(left)}
        </p>
      )}
    </form>
  );
}
