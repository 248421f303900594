// Puts styles into a shadow root as constructed sheets, which no content security policy of a page forbids.

import { accentFrom } from "./accent";

export function adopt(root: ShadowRoot, ...texts: string[]): void {
  const sheets = texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}

/** The operator's colour as properties of our root. */
export function accentSheet(colour: string): string {
  const { accent, onAccent, textOnLight, textOnDark } = accentFrom(colour);
  return `.tw-root { --accent: ${accent}; --on-accent: ${onAccent}; --accent-text: light-dark(${textOnLight}, ${textOnDark}); }`;
}
