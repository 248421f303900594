// The words and the locale that components use; without a provider they are English and the browser's.

import { createContext, useContext } from "react";
import type { Strings } from "./en";
import { browserLanguage, type Language, languageFor } from "./languages";

export const LanguageContext = createContext<Language>(browserLanguage("en-GB"));

export const useStrings = (): Strings => useContext(LanguageContext).strings;
export const useLocale = (): string => useContext(LanguageContext).locale;
export const useDirection = (): "ltr" | "rtl" => useContext(LanguageContext).direction;
export { browserLanguage, type Language, languageFor, type Strings };
