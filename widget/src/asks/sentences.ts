// Answers in the words that the engine reads: English, whatever the widget's language.

export interface Party {
  adults: number;
  /** 2 to 17 on the day of travel. */
  ages: number[];
  infants: number;
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** `4, 7 and 12`. */
export const joined = (parts: readonly (string | number)[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;

/** `2 adults and 1 child aged 4`; `1 adult, 2 children aged 4 and 7, and 1 infant`. */
export function partySentence({ adults, ages, infants }: Party): string {
  const parts = [counted(adults, "adult")];
  if (ages.length > 0) parts.push(`${counted(ages.length, "child", "children")} aged ${joined(ages)}`);
  if (infants > 0) parts.push(counted(infants, "infant"));
  return parts.length === 3 ? `${parts[0] ?? ""}, ${parts[1] ?? ""}, and ${parts[2] ?? ""}` : parts.join(" and ");
}

/** A number with what it counts, where a bare number might be taken for "the third of the list". */
export function numberSentence(slot: string, value: number): string {
  return slot === "nights" ? counted(value, "night") : slot === "rooms" ? counted(value, "room") : String(value);
}
