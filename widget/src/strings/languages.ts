// Which words, locale and direction belong to a language; without React, so that the loader can use it too.

import { en, type Strings } from "./en";

const TRANSLATIONS: Record<string, Strings> = { en };
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

export interface Language {
  strings: Strings;
  /** BCP 47, for Intl. */
  locale: string;
  direction: "ltr" | "rtl";
}

/** The language for a BCP 47 tag: its translation, or English words with the tag's numbers, dates and direction. */
export function languageFor(tag: string): Language {
  const locale = known(tag) ?? "en-GB";
  const code = locale.split("-")[0] ?? "en";
  return { strings: TRANSLATIONS[code] ?? en, locale, direction: RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr" };
}

/** The browser's language; words that are not translated keep their own direction. */
export function browserLanguage(fallback: string): Language {
  const language = languageFor(navigator.language || fallback);
  const code = language.locale.split("-")[0] ?? "en";
  return code in TRANSLATIONS ? language : { ...language, direction: "ltr" };
}

function known(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace("_", "-"))[0];
  } catch {
    return undefined;
  }
}
