// The words and the locale that components use; without a provider they are English and the browser's.

import { createContext, useContext } from "react";
import { en, type Strings } from "./en";
import { type Tongue, tongueFor } from "./languages";

const TRANSLATIONS: Record<string, Strings> = { en };

export interface Language extends Tongue {
  strings: Strings;
}

/** The words for a wanted language, or for the browser's; English ones where there is no translation. */
export function languageFor(wanted: string | null, fallback = "en-GB"): Language {
  const tongue = tongueFor(wanted, fallback);
  return { ...tongue, strings: TRANSLATIONS[tongue.code] ?? en };
}

export const LanguageContext = createContext<Language>(languageFor(null));

export const useStrings = (): Strings => useContext(LanguageContext).strings;
export const useLocale = (): string => useContext(LanguageContext).locale;
export const useDirection = (): "ltr" | "rtl" => useContext(LanguageContext).direction;
export type { Strings };
