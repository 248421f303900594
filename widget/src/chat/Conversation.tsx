// What was said, what can be answered, and where to write.

import { type RefObject, useCallback } from "react";
import { useClient } from "../app/client";
import { rest, RestContext } from "../app/focus";
import { useAppSelector } from "../state/store";
import { useStrings } from "../strings";
import { Announcer } from "./Announcer";
import { Composer, type Draft } from "./Composer";
import { MessageList } from "./MessageList";
import { Welcome } from "./Welcome";

interface Props {
  composer: RefObject<HTMLTextAreaElement | null>;
  /** Whether it is on screen now. */
  shown: boolean;
  /** Whether new messages are read out. */
  announces: boolean;
  /** Words that somebody else has put into the composer. */
  draft: Draft | null;
}

export function Conversation({ composer, shown, announces, draft }: Props) {
  const client = useClient();
  const strings = useStrings();
  const empty = useAppSelector((state) => state.messages.order.length === 0);
  const loading = useAppSelector((state) => state.conversation.loading);
  const notice = useAppSelector((state) => state.conversation.notice);
  const online = useAppSelector((state) => state.connection.online);
  const say = (text: string) => client.say({ text });
  const toRest = useCallback(() => rest(composer.current), [composer]);
  const pick = (text: string) => {
    say(text);
    toRest();
  };
  return (
    <RestContext value={toRest}>
      {empty ? (
        <div className="tw-scroll">
          {notice && <p className="tw-notice">{strings.connection[notice]}</p>}
          {loading ? <p className="tw-notice">{strings.app.loading}</p> : <Welcome onPick={pick} />}
        </div>
      ) : (
        <MessageList shown={shown} notice={notice && strings.connection[notice]} />
      )}
      {announces && <Announcer />}
      <div className="tw-foot">
        <p className="tw-offline" role="status" hidden={online}>
          {online ? "" : strings.connection.offline}
        </p>
        <Composer ref={composer} onSay={say} draft={draft} />
      </div>
    </RestContext>
  );
}
