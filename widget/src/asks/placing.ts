// Which parts of a reply show which choices, so that none stands there twice.

import type { Ask, Choice, Reply } from "../types/reply";

/** The ask to show below a reply; none where its options are all on the cards already. */
export function askOf(reply: Reply): Ask | null {
  const ask = reply.ask;
  if (!ask) return null;
  const onCards = new Set((reply.cards ?? []).flatMap((card) => card.choices ?? []).map((choice) => choice.value));
  const options = ask.options ?? [];
  const told = ask.kind === "choice" && options.length > 0 && options.every((option) => onCards.has(option.value));
  return told ? null : ask;
}

/** The quick replies of a reply: its choices without those that its ask shows. */
export function quickRepliesOf(reply: Reply): Choice[] {
  const asked = new Set((askOf(reply)?.options ?? []).map((option) => option.value));
  return (reply.choices ?? []).filter((choice) => !asked.has(choice.value));
}
