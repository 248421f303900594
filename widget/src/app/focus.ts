// Where the focus goes: round within a panel that covers the screen, and to a place of rest when what had it is gone.

import { createContext, type KeyboardEvent, useContext, useSyncExternalStore } from "react";

const NARROW = "(max-width: 600px)";
const REACHABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

const query = () => window.matchMedia?.(NARROW);
const subscribe = (changed: () => void) => {
  const found = query();
  found?.addEventListener("change", changed);
  return () => found?.removeEventListener("change", changed);
};

/** Whether the screen is so narrow that the panel covers it. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query()?.matches ?? false);

/** Tab goes round within the frame. */
export function keepFocusInside(frame: HTMLElement, event: KeyboardEvent): void {
  const reachable = [...frame.querySelectorAll<HTMLElement>(REACHABLE)].filter(
    (one) => one.tabIndex >= 0 && !one.matches(":disabled") && one.getClientRects().length > 0,
  );
  const root = frame.getRootNode() as Document | ShadowRoot;
  const [first, last] = [reachable[0], reachable.at(-1)];
  const leaving = event.shiftKey ? first : last;
  if (first && last && root.activeElement === leaving) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

/** Puts the focus where the next words are written; on touch screens, where the keyboard would cover what is to be read
 *  first, on the chat as a whole. */
export function rest(composer: HTMLElement | null): void {
  const touched = window.matchMedia?.("(pointer: coarse)").matches;
  const place = touched ? composer?.closest<HTMLElement>(".tw-app") : composer;
  place?.focus({ preventScroll: true });
}

export const RestContext = createContext<() => void>(() => undefined);

/** For buttons that are gone, or can no longer be pressed, once they are pressed. */
export const useRest = (): (() => void) => useContext(RestContext);
