// Yes or no, never by accident: two clear buttons, none of them focused, the yes named for what it does.

import { useStrings } from "../strings";
import { type AskProps, Options } from "./parts";

export default function YesNoAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const [yes, ...others] = ask.options ?? [];
  return (
    <div className="ask ask-row ask--yes-no" role="group" aria-label={words.pick}>
      <button type="button" className="tw-button" disabled={disabled} onClick={() => { onAnswer(yes ? { choice: yes } : { text: "Yes" }); }}>
        {yes?.label ?? words.yes}
      </button>
      {yes ? (
        <Options options={others} onAnswer={onAnswer} disabled={disabled} />
      ) : (
        <button type="button" className="tw-button tw-button--quiet" disabled={disabled} onClick={() => { onAnswer({ text: "No" }); }}>
          {words.no}
        </button>
      )}
    </div>
  );
}
