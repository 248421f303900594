// One turn: the traveller's words, how far they got, and the replies to them.

import { memo, type Ref } from "react";
import { useClient } from "../app/client";
import { useRest } from "../app/focus";
import type { Turn } from "../state/messages";
import { useStrings } from "../strings";
import { ReplyView } from "./ReplyView";
import { Text } from "./Text";

interface Props {
  turn: Turn;
  /** Whether what is offered here can still be taken. */
  active: boolean;
  ref?: Ref<HTMLLIElement> | undefined;
}

export const TurnView = memo(function TurnView({ turn, active, ref }: Props) {
  const strings = useStrings();
  return (
    <li ref={ref} className="tw-turn">
      {turn.mine !== null && (
        <>
          <p className={`tw-mine tw-mine--${turn.delivery}`} dir="auto">
            <span className="tw-unseen">{strings.chat.you}: </span>
            <Text text={turn.mine} />
          </p>
          <Delivery turn={turn} latest={active} />
        </>
      )}
      {turn.replies.map((reply, place) => (
        // Replies of a turn keep their order and are only ever added to, or replaced all at once.
        <ReplyView key={place} reply={reply} active={active} asks={active && place === turn.replies.length - 1} />
      ))}
    </li>
  );
});

function Delivery({ turn, latest }: { turn: Turn; latest: boolean }) {
  const client = useClient();
  const toRest = useRest();
  const strings = useStrings();
  const retry = () => {
    client.retry(turn.id);
    toRest();
  };
  if (turn.delivery === "failed") {
    return (
      <p className="tw-delivery tw-delivery--failed" role="alert">
        <span>{turn.problem ? `${strings.chat.failed}: ${turn.problem}` : strings.chat.failed}</span>
        {turn.retryable && (
          <button type="button" className="tw-retry" onClick={retry}>
            {strings.chat.retry}
          </button>
        )}
      </p>
    );
  }
  // Of what was answered long ago nobody needs to know that it arrived.
  return latest ? <p className="tw-delivery">{strings.chat[turn.delivery]}</p> : null;
}
