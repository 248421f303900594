// What holds in every view and state: nothing that axe finds, nothing wider than the screen, targets that can be hit.

import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { picture, settled } from "./stage";

const RULES: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};
const TARGET = 44;

interface Axe {
  run(context: unknown, options: RunOptions): Promise<AxeResults>;
}

/** No violation within the element, whose shadow root is searched too. */
export async function expectAccessible(page: Page, within = "body"): Promise<void> {
  await settled(page);
  const results = await page.evaluate(
    ([context, options]) => (window as unknown as { axe: Axe }).axe.run(context, options),
    [within, RULES] as const,
  );
  const found = results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
  expect(found, `axe at ${await page.title()}`).toEqual([]);
}

/** Nothing sticks out sideways: neither the page nor what does not scroll by itself. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const root = document.querySelector("tripwright-chat, #tripwright")?.shadowRoot;
    const app = root?.querySelector(".tw-app");
    if (!root || !app) return ["no chat"];
    const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth;
    const within = (one: Element | null): boolean => one !== null && one !== app && (scrolls(one) || within(one.parentElement));
    const frame = app.getBoundingClientRect();
    const wide = [...app.querySelectorAll("*")].filter((one) => {
      const box = one.getBoundingClientRect();
      if (!box.width || !box.height || one.closest(".tw-unseen, svg")) return false;
      return (box.right > frame.right + 1 || box.left < frame.left - 1) && !within(one.parentElement);
    });
    const page = document.documentElement.scrollWidth > window.innerWidth ? ["the page itself"] : [];
    const sideways = [...app.querySelectorAll(".tw-scroll, .tw-view")].filter((one) => one.scrollWidth > one.clientWidth);
    return [...page, ...[...wide, ...sideways].map((one) => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 60)}`)];
  });
  expect(found, "wider than the screen").toEqual([]);
}

/** Everything that can be tapped is at least 44 pixels in both directions. */
export async function expectTargets(page: Page): Promise<void> {
  const found = await page.evaluate((least) => {
    const root = document.querySelector("tripwright-chat, #tripwright")?.shadowRoot ?? document;
    return [...root.querySelectorAll("button, input, select, textarea, summary, [role=option], [role=spinbutton]")]
      .filter((one) => one.getClientRects().length && !(one as HTMLButtonElement).disabled && !one.closest(".tw-unseen"))
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => Math.round(box.width) < least || Math.round(box.height) < least)
      .map(({ one, box }) => `${one.tagName}.${one.className} "${one.textContent?.slice(0, 40)}" ${box.width.toFixed(1)}×${box.height.toFixed(1)}`);
  }, TARGET);
  expect(found, "smaller than a finger").toEqual([]);
}

/** All of it, with a picture. */
export async function inspect(page: Page, name: string, within = "body"): Promise<void> {
  await picture(page, name);
  await expectAccessible(page, within);
  await expectNoOverflow(page);
}
