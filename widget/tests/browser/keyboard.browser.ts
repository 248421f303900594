// A booking with nothing but a keyboard: the focus is always somewhere, and always where it can be seen.

import type { Server } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Chat } from "./support/chat";
import { foreignPage, serveForeign } from "./support/foreign";
import { picture, visitor } from "./support/stage";

const FAR = 80;
let server: Server;

beforeAll(async () => {
  server = await serveForeign();
});
afterAll(() => server.close());

interface Focused {
  name: string;
  inside: boolean;
  ring: boolean;
}

/** What has the focus, by its name; whether it is in the widget and drawn as focused. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    const style = one ? getComputedStyle(one) : null;
    const around = one?.closest(".tw-write");
    return {
      name: (one?.getAttribute("aria-label") ?? one?.textContent ?? "").trim(),
      inside: one?.getRootNode() instanceof ShadowRoot,
      // The composer's frame shows its focus.
      ring: style?.outlineStyle !== "none" || (around != null && getComputedStyle(around).boxShadow !== "none"),
    };
  });
}

/** Presses Tab until the focus is on what is named so; each stop on the way shows its focus. */
async function reach(page: Page, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const way: string[] = [];
  for (let step = 0; step < FAR; step += 1) {
    await page.keyboard.press(key);
    const at = await focused(page);
    way.push(at.name.slice(0, 40));
    if (at.inside) expect(at.ring, `a visible focus on ${at.name.slice(0, 60)}`).toBe(true);
    if (name.test(at.name)) return;
  }
  throw new Error(`${String(name)} is not reached: ${way.join(" · ")}`);
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function type(chat: Chat, text: string, answer: RegExp): Promise<void> {
  await chat.answered(async () => {
    await chat.page.keyboard.type(text);
    await chat.page.keyboard.press("Enter");
  }, answer);
}

/** Enter on what has the focus; the focus then stays in the widget. */
async function answer(chat: Chat, expected: RegExp): Promise<void> {
  await chat.answered(() => chat.page.keyboard.press("Enter"), expected);
  expect((await focused(chat.page)).inside, "the focus stays in the chat").toBe(true);
}

test("from the launcher to a booking without a mouse", async () => {
  const page = await (await visitor()).newPage();
  await page.goto(foreignPage());
  const chat = new Chat(page);
  await chat.button("Chat with Tripwright").waitFor();
  await reach(page, /^Chat with Tripwright$/);
  await press(page, "Enter");
  await chat.composer.waitFor();
  await expect.poll(async () => (await focused(page)).name).toBe("Your message");

  await type(chat, "a hotel in rome", /when/);
  await reach(page, /today$/, "Shift+Tab");
  await press(page, "PageDown", "PageDown", "Home", "Enter");
  await press(page, "ArrowDown", "Enter");
  await picture(page, "keyboard-calendar");
  await reach(page, /^Send: 7 nights$/);
  await answer(chat, /how many/i);
  await reach(page, /^Adults$/, "Shift+Tab");
  await press(page, "ArrowDown");
  await picture(page, "keyboard-party");
  await reach(page, /^Send$/);
  await answer(chat, /Rome/);
  await chat.last.locator(".card").first().waitFor();
  await reach(page, /^Choose: /, "Shift+Tab");
  await picture(page, "keyboard-stays");
  await answer(chat, /name/i);
  await reach(page, /^Your message$/);
  await type(chat, "Marta Kowalska", /e-mail/i);
  await type(chat, "marta@example.org", /in total/);
  await reach(page, /^Yes, book$/, "Shift+Tab");
  await picture(page, "keyboard-yes");
  await answer(chat, /TW-/);

  await reach(page, /^Trips$/, "Shift+Tab");
  await press(page, "Enter");
  await chat.view.getByRole("button", { name: "Cancel…" }).waitFor();
  await reach(page, /^Cancel…/);
  await press(page, "Enter");
  await chat.view.getByRole("button", { name: /^Yes, cancel/ }).waitFor();
  await reach(page, /^No, keep it$/);
  await press(page, "Enter");
  expect((await focused(page)).inside).toBe(true);
  await press(page, "Escape");
  await expect.poll(async () => (await focused(page)).name).toBe("Chat with Tripwright");
});
