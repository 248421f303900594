// Which locale and direction belong to a language, and what the launcher says in it; all that the loader needs.

import { launcher } from "./en";

/** Those that are translated; `TRANSLATIONS` of index.ts has the same. */
export const LAUNCHER: Record<string, typeof launcher> = { en: launcher };

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

export interface Tongue {
  /** The first part of the locale. */
  code: string;
  /** BCP 47, for Intl. */
  locale: string;
  direction: "ltr" | "rtl";
}

/** The wanted language with its own direction, translated or not; without a wish the browser's, whose words keep their
 *  direction where they are not translated. */
export function tongueFor(wanted: string | null, fallback: string): Tongue {
  const locale = canonical(wanted || navigator.language || fallback) ?? "en-GB";
  const code = locale.split("-")[0] ?? "en";
  const readsLeft = RIGHT_TO_LEFT.has(code) && (wanted !== null || code in LAUNCHER);
  return { code, locale, direction: readsLeft ? "rtl" : "ltr" };
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace("_", "-"))[0];
  } catch {
    return undefined;
  }
}
