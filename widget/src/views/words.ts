// The words of the side views beside those of everything else.

import { useMemo } from "react";
import { type Strings, useLocale, useStrings } from "../strings";
import { enViews, type ViewStrings } from "../strings/en.views";

const TRANSLATIONS: Record<string, ViewStrings> = { en: enViews };

export type Words = Strings & { views: ViewStrings };

export function useWords(): Words {
  const strings = useStrings();
  const code = useLocale().split("-")[0] ?? "en";
  return useMemo(() => ({ ...strings, views: TRANSLATIONS[code] ?? enViews }), [strings, code]);
}
