// Focus within the panel while it covers the whole screen.

import { type KeyboardEvent, useSyncExternalStore } from "react";

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
