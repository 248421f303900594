// Which day a message belongs to, in the reader's time.

import type { Strings } from "../strings";

export const dayOf = (at: number): string => new Date(at).toDateString();

/** "Today", "Yesterday" or the date. */
export function dayName(at: number, now: number, locale: string, strings: Strings): string {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayOf(at) === dayOf(now)) return strings.chat.today;
  if (dayOf(at) === yesterday.toDateString()) return strings.chat.yesterday;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const shape: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(locale, sameYear ? shape : { ...shape, year: "numeric" }).format(at);
}
