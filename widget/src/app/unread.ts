// How many replies came while nobody looked.

import { useEffect, useRef } from "react";
import { useAppSelector } from "../state/store";

/** Tells the launcher; what is read from the history at the start is not new. */
export function useUnread(watching: boolean, tell: ((count: number) => void) | undefined): void {
  const total = useAppSelector(({ messages }) =>
    messages.order.reduce((sum, id) => sum + (messages.byId[id]?.replies.length ?? 0), 0),
  );
  const settled = useAppSelector((state) => !state.conversation.loading);
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (watching || (settled && seen.current === null) || total < (seen.current ?? 0)) seen.current = total;
    tell?.(watching || seen.current === null ? 0 : total - seen.current);
  }, [watching, total, settled, tell]);
}
