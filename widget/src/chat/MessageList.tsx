// The log of the conversation, by days, with a way back to what is earlier and on to what is new.

import { Fragment, useRef } from "react";
import { useClient } from "../app/client";
import { Icon } from "../app/icons";
import { isSending, isWriting, type Turn } from "../state/messages";
import { useAppSelector } from "../state/store";
import { useLocale, useStrings } from "../strings";
import { dayName, dayOf } from "./days";
import { useScrolling } from "./scrolling";
import { TurnView } from "./TurnView";
import { Typing } from "./Typing";

/** Pixels from the top at which earlier messages are fetched. */
const TOP = 120;

interface Props {
  shown: boolean;
  notice: string | null;
}

export function MessageList({ shown, notice }: Props) {
  const client = useClient();
  const strings = useStrings();
  const messages = useAppSelector((state) => state.messages);
  const earlier = useAppSelector((state) => state.conversation.earlier !== null);
  const loading = useAppSelector((state) => state.conversation.loading);
  const reachable = useAppSelector((state) => state.connection.online && state.connection.state !== "lost");
  const box = useRef<HTMLDivElement>(null);
  const newest = useRef<HTMLLIElement>(null);
  const turns = messages.order.flatMap((id) => messages.byId[id] ?? []);
  const last = turns.at(-1);
  const writing = isWriting(messages) || (reachable && last !== undefined && isSending(messages, last.id));
  const { behind, onScroll, toEnd } = useScrolling(box, newest, {
    first: turns[0]?.id,
    last: last?.id,
    own: last?.mine != null && last.replies.length === 0,
    version: messages,
    shown,
  });
  const scrolled = () => {
    onScroll();
    if (earlier && !loading && (box.current?.scrollTop ?? TOP) < TOP) void client.older();
  };
  return (
    <div className="tw-log-frame">
      {/* A scrolled region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={box} className="tw-scroll" onScroll={scrolled} role="log" aria-live="off" aria-label={strings.chat.conversation} tabIndex={0}>
        {earlier && (
          <button type="button" className="tw-button tw-button--quiet tw-earlier" disabled={loading} onClick={() => void client.older()}>
            {strings.chat.earlier}
          </button>
        )}
        {notice && <p className="tw-notice">{notice}</p>}
        <Turns turns={turns} newest={newest} />
        {writing && <Typing />}
      </div>
      {behind && (
        <button type="button" className="tw-button tw-jump" onClick={() => toEnd(true)}>
          <Icon name="down" />
          {strings.chat.newMessages}
        </button>
      )}
    </div>
  );
}

function Turns({ turns, newest }: { turns: readonly Turn[]; newest: React.Ref<HTMLLIElement> }) {
  const locale = useLocale();
  const strings = useStrings();
  // What the traveller said last ends what was offered before it.
  const lastOwn = turns.findLastIndex((turn) => turn.mine !== null);
  return (
    <ol className="tw-turns" role="list">
      {turns.map((turn, place) => {
        const before = turns[place - 1];
        const newDay = before === undefined || dayOf(before.at) !== dayOf(turn.at);
        return (
          <Fragment key={turn.id}>
            {newDay && (
              <li className="tw-day">
                <span>{dayName(turn.at, Date.now(), locale, strings)}</span>
              </li>
            )}
            <TurnView turn={turn} active={place >= lastOwn} ref={place === turns.length - 1 ? newest : undefined} />
          </Fragment>
        );
      })}
    </ol>
  );
}
