// Reads out what the assistant says from now on, and nothing of what was said before: the log itself keeps still,
// because it also grows by older pages.

import { useEffect, useRef, useState } from "react";
import { isWriting } from "../state/messages";
import { useAppSelector } from "../state/store";
import { useStrings } from "../strings";
import type { Reply } from "../types/reply";

export function Announcer() {
  const messages = useAppSelector((state) => state.messages);
  const loading = useAppSelector((state) => state.conversation.loading);
  const strings = useStrings();
  const known = useRef<ReadonlyMap<string, number> | null>(null);
  const newest = useRef(0);
  const [words, setWords] = useState("");
  useEffect(() => {
    if (loading) return;
    const before = known.current;
    known.current = new Map(messages.order.map((id) => [id, messages.byId[id]?.replies.length ?? 0]));
    if (before === null) {
      newest.current = Math.max(0, ...messages.order.map((id) => messages.byId[id]?.at ?? 0));
      return;
    }
    const fresh = messages.order.flatMap((id) => {
      const turn = messages.byId[id];
      // A turn that was not here and is older than what was comes from an older page.
      if (!turn || (!before.has(id) && turn.at < newest.current)) return [];
      newest.current = Math.max(newest.current, turn.at);
      return turn.replies.slice(before.get(id) ?? 0);
    });
    if (fresh.length) setWords(fresh.map(spoken).join(" "));
  }, [messages, loading]);
  return (
    <p className="tw-unseen" aria-live="polite" data-testid="announcer">
      {isWriting(messages) ? strings.chat.typing : words && `${strings.chat.assistant}: ${words}`}
    </p>
  );
}

function spoken(reply: Reply): string {
  return [reply.text, ...(reply.cards ?? []).map((card) => card.title)].filter(Boolean).join(". ");
}
