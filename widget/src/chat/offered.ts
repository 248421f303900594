// What a reply offers below its cards, each choice once.

import type { Ask, Choice, Reply } from "../types/reply";

export interface Offered {
  choices: Choice[];
  /** The question with those of its options that stand nowhere else; null when typing is all it takes. */
  ask: Ask | null;
}

/** The same choice may stand in a card, below the text and in the question: it is drawn where it is first. */
export function offered({ cards = [], choices = [], ask }: Reply): Offered {
  const drawn = new Set(cards.flatMap((card) => (card.choices ?? []).map((choice) => choice.value)));
  const isNew = (choice: Choice) => !drawn.has(choice.value);
  const options = (ask?.options ?? []).filter(isNew);
  for (const option of options) drawn.add(option.value);
  const left = choices.filter((choice, place) => isNew(choice) && choices.findIndex((one) => one.value === choice.value) === place);
  const spent = ask?.kind === "choice" && options.length === 0;
  return { choices: left, ask: ask && !spent ? { ...ask, options } : null };
}
