// One reply: its text, its cards, a picker for what is asked right below them, and what else can be tapped.

import { memo } from "react";
import { useClient } from "../app/client";
import { useRest } from "../app/focus";
import AskView from "../asks/AskView";
import type { Answer } from "../asks/parts";
import CardView from "../cards/CardView";
import Carousel from "../cards/Carousel";
import { useStrings } from "../strings";
import type { Choice, Reply } from "../types/reply";
import { offered } from "./offered";
import { Text } from "./Text";

interface Props {
  reply: Reply;
  active: boolean;
  /** Whether it is the last word of the assistant, so that its question is open. */
  asks: boolean;
}

export const ReplyView = memo(function ReplyView({ reply, active, asks }: Props) {
  const client = useClient();
  const strings = useStrings();
  const toRest = useRest();
  const answer = (said: Answer) => {
    client.say(said);
    toRest();
  };
  const choose = (choice: Choice) => answer({ choice });
  const { choices, ask } = offered(reply);
  const drawn = (reply.cards ?? []).map((card) => (
    <CardView key={card.id} card={card} onChoice={choose} disabled={!active} />
  ));
  return (
    <div className="tw-reply">
      {reply.text && (
        <p className="tw-theirs" dir="auto">
          <span className="tw-unseen">{strings.chat.assistant}: </span>
          <Text text={reply.text} />
        </p>
      )}
      {drawn.length > 1 ? <Carousel>{drawn}</Carousel> : drawn}
      {ask && asks && <AskView ask={ask} onAnswer={answer} disabled={false} />}
      {choices.length > 0 && (
        <ul className="tw-choices" aria-label={strings.chat.choices}>
          {choices.map((choice) => (
            <li key={choice.value}>
              <button type="button" className="tw-button tw-button--quiet" disabled={!active} onClick={() => choose(choice)}>
                {choice.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});
