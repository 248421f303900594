// axe-core as a matcher would do it. Colours are judged in a real browser, since jsdom draws nothing.

import axe from "axe-core";

/** What axe has against the element, one line a violation; empty is good. */
export async function violations(element: Element): Promise<string[]> {
  const found = await axe.run(element, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.map((one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.html).join(" ")})`);
}
