// Keeps the reader's place: at the end it follows what is new, elsewhere nothing moves under the eyes.

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

/** Pixels from the end that still count as the end. */
const NEAR = 80;
const TOP_ROOM = 16;

export interface Place {
  /** The oldest and the newest item, by id. */
  first: string | undefined;
  last: string | undefined;
  /** Whether the newest is the reader's own. */
  own: boolean;
  /** Changes with everything that is shown. */
  version: unknown;
  shown: boolean;
}

export function useScrolling(box: RefObject<HTMLElement | null>, newest: RefObject<HTMLElement | null>, place: Place) {
  const [behind, setBehind] = useState(false);
  const following = useRef(true);
  const target = useRef<number | null>(null);
  const before = useRef({ first: place.first, last: place.last, height: 0, top: 0 });

  const toEnd = useCallback(
    (smooth = false) => {
      const scroller = box.current;
      if (!scroller) return;
      const end = scroller.scrollHeight - scroller.clientHeight;
      // An answer that is taller than the window is read from its beginning.
      const start = newest.current ? newest.current.offsetTop - TOP_ROOM : end;
      target.current = Math.max(0, Math.min(end, start));
      following.current = true;
      setBehind(false);
      scroller.scrollTo?.({ top: target.current, behavior: smooth ? "smooth" : "instant" });
    },
    [box, newest],
  );

  useLayoutEffect(() => {
    const scroller = box.current;
    if (!scroller || !place.shown) return;
    const was = before.current;
    const grewAbove = was.first !== undefined && place.first !== was.first && place.last === was.last;
    if (grewAbove) {
      scroller.scrollTop = was.top + scroller.scrollHeight - was.height;
    } else if (following.current || (place.own && place.last !== was.last)) {
      toEnd();
    } else if (scroller.scrollHeight > was.height + 1) {
      setBehind(true);
    }
    before.current = { first: place.first, last: place.last, height: scroller.scrollHeight, top: scroller.scrollTop };
  }, [box, toEnd, place.first, place.last, place.own, place.version, place.shown]);

  const onScroll = useCallback(() => {
    const scroller = box.current;
    if (!scroller) return;
    before.current.top = scroller.scrollTop;
    const distance = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    following.current = distance < NEAR || Math.abs(scroller.scrollTop - (target.current ?? Infinity)) < 2;
    if (distance < NEAR) setBehind(false);
  }, [box]);

  return { behind, onScroll, toEnd };
}
