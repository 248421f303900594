// Currencies and languages to choose from, by the names that the traveller's language has for them.

export interface Option {
  value: string;
  label: string;
}

const LANGUAGES =
  "ar bg bn ca cs da de el en-GB en-US es et fa fi fr he hi hr hu id is it ja ko lt lv ms nb nl pl pt-BR pt-PT ro ru sk sl sr sv th tr uk vi zh-Hans zh-Hant";

function named(type: "currency" | "language", values: readonly string[], locale: string, kept: string | null): Option[] {
  const names = new Intl.DisplayNames(locale, { type });
  const all = kept && !values.includes(kept) ? [...values, kept] : values;
  const label = (value: string): string => {
    try {
      return names.of(value) ?? value;
    } catch {
      return value;
    }
  };
  return all.map((value) => ({ value, label: label(value) })).sort((one, other) => one.label.localeCompare(other.label, locale));
}

/** All currencies that the browser knows, and the one that is kept. */
export const currencies = (locale: string, kept: string | null): Option[] =>
  named("currency", Intl.supportedValuesOf("currency"), locale, kept).map(({ value, label }) => ({
    value,
    label: label === value ? value : `${label} (${value})`,
  }));

/** Languages that many travellers speak, and the one that is kept. */
export const languages = (locale: string, kept: string | null): Option[] => named("language", LANGUAGES.split(" "), locale, kept);
