// The words and the locale that components use; without a provider they are English and the browser's.

import { createContext, useContext } from "react";
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

function known(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace("_", "-"))[0];
  } catch {
    return undefined;
  }
}

export const LanguageContext = createContext<Language>(languageFor(navigator.language));

export const useStrings = (): Strings => useContext(LanguageContext).strings;
export const useLocale = (): string => useContext(LanguageContext).locale;
export const useDirection = (): "ltr" | "rtl" => useContext(LanguageContext).direction;
export type { Strings };
