// On other people's pages: hostile styles, dark, reduced motion, and languages that read from right to left.

import type { Server } from "node:http";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Chat } from "./support/chat";
import { expectAccessible, inspect } from "./support/checks";
import { foreignPage, type Page as Wanted, serveForeign } from "./support/foreign";
import { picture, visitor } from "./support/stage";

const HOST = "tripwright-chat";
let server: Server;

beforeAll(async () => {
  server = await serveForeign();
});
afterAll(() => server.close());

async function embedded(wanted: Wanted = {}, options: BrowserContextOptions = {}): Promise<Chat> {
  const page = await (await visitor(options)).newPage();
  await page.goto(foreignPage(wanted));
  await page.getByRole("button", { name: "Chat with Tripwright" }).waitFor();
  return new Chat(page);
}

async function open(chat: Chat): Promise<void> {
  await chat.page.getByRole("button", { name: "Chat with Tripwright" }).click();
  await chat.composer.waitFor();
}

/** Place, size and paint of everything that the widget draws. */
function drawn(page: Page): Promise<string[]> {
  return page.evaluate(async (host) => {
    const root = document.querySelector(host)?.shadowRoot;
    if (!root) return [];
    await Promise.allSettled(root.getAnimations().map((one) => one.finished));
    const paints = ["color", "backgroundColor", "fontFamily", "fontSize", "letterSpacing", "textTransform", "opacity", "visibility", "filter"] as const;
    return [...root.querySelectorAll(".tw-root, .tw-root *")].map((one) => {
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      const place = [box.x, box.y, box.width, box.height].map(Math.round).join(" ");
      return `${one.tagName}.${one.getAttribute("class") ?? ""} ${place} ${paints.map((name) => style[name]).join("|")}`;
    });
  }, HOST);
}

test("hostile styles of the page change nothing, in front of its banners", async () => {
  const [plain, hostile] = [await embedded(), await embedded({ hostile: true })];
  expect(await drawn(hostile.page), "the launcher").toEqual(await drawn(plain.page));
  await picture(hostile.page, "hostile-launcher");
  for (const chat of [plain, hostile]) await open(chat);
  expect(await drawn(hostile.page), "the panel").toEqual(await drawn(plain.page));
  for (const chat of [plain, hostile]) await chat.say("a hotel in rome", /when/);
  await inspect(hostile.page, "hostile-calendar", HOST);
  expect(await drawn(hostile.page), "the calendar").toEqual(await drawn(plain.page));
  for (const chat of [plain, hostile]) await chat.say("flights from madrid to lisbon on 17 february, one way, just me", /Madrid/);
  for (const chat of [plain, hostile]) await chat.page.mouse.move(5, 5);
  await inspect(hostile.page, "hostile-offers", HOST);
  const offers = await drawn(hostile.page);
  expect(offers.length).toBeGreaterThan(200);
  expect(offers, "offers").toEqual(await drawn(plain.page));
});

test("the launcher keeps its page accessible, and Escape closes the panel", async () => {
  const chat = await embedded();
  await picture(chat.page, "launcher-closed");
  await expectAccessible(chat.page);
  await open(chat);
  await inspect(chat.page, "launcher-open");
  await chat.say("hello");
  await chat.page.keyboard.press("Escape");
  expect(await chat.composer.isVisible()).toBe(false);
  await chat.page.reload();
  await open(chat);
  await chat.last.getByText("hello").waitFor();
});

const LOOKS: Record<string, [Wanted, BrowserContextOptions]> = {
  dark: [{}, { colorScheme: "dark" }],
  "dark-accent": [{ attributes: 'data-accent="#ffd400"' }, { colorScheme: "dark" }],
  "light-accent": [{ attributes: 'data-accent="#ffd400"' }, {}],
  "high-contrast": [{}, { forcedColors: "active" }],
  arabic: [{ attributes: 'data-language="ar"' }, {}],
  hebrew: [{ attributes: 'data-language="he" data-position="start"' }, {}],
};

test.each(Object.keys(LOOKS))("%s", async (name) => {
  const chat = await embedded(...(LOOKS[name] ?? [{}, {}]));
  await open(chat);
  await inspect(chat.page, `${name}-welcome`);
  await chat.say("a hotel in rome", /when/);
  await inspect(chat.page, `${name}-calendar`);
  await chat.say("flights from madrid to lisbon on 17 february, one way, just me", /Madrid/);
  await inspect(chat.page, `${name}-flights`);
  for (const tab of ["Trips", "Ideas", "Profile"] as const) {
    await chat.show(tab);
    await inspect(chat.page, `${name}-${tab.toLowerCase()}`);
  }
});

test("a dark page gets a dark panel", async () => {
  const chat = await embedded({}, { colorScheme: "dark" });
  await open(chat);
  const shine = await chat.page.locator(".tw-app").evaluate((app) => /\d+/.exec(getComputedStyle(app).backgroundColor)?.[0]);
  expect(Number(shine)).toBeLessThan(60);
});

test.each([
  ["ar", "end", "left"],
  ["ar", "start", "right"],
  ["en", "end", "right"],
])("in %s, %s is on the %s", async (language, position, side) => {
  const chat = await embedded({ attributes: `data-language="${language}" data-position="${position}"` });
  const half = (chat.page.viewportSize()?.width ?? 0) / 2;
  const launcher = await chat.page.getByRole("button", { name: "Chat with Tripwright" }).boundingBox();
  await open(chat);
  const panel = await chat.page.getByRole("dialog").boundingBox();
  for (const box of [launcher, panel]) {
    const middle = (box?.x ?? 0) + (box?.width ?? 0) / 2;
    expect(middle < half ? "left" : "right").toBe(side);
  }
  expect(await chat.page.locator(".tw-app").evaluate((app) => getComputedStyle(app).direction)).toBe(language === "ar" ? "rtl" : "ltr");
});

test("nothing moves for those who asked for that", async () => {
  const chat = await embedded({}, { reducedMotion: "reduce" });
  await open(chat);
  await chat.composer.fill("flights from madrid to lisbon on 17 february, one way, just me");
  await chat.composer.press("Enter");
  await chat.last.locator(".card").first().waitFor();
  const longest = await chat.page.evaluate((host) => {
    const all = [...(document.querySelector(host)?.shadowRoot?.querySelectorAll("*") ?? [])];
    const seconds = all.flatMap((one) => {
      const { animationDuration, transitionDuration } = getComputedStyle(one);
      return [...animationDuration.split(","), ...transitionDuration.split(",")].map(Number.parseFloat);
    });
    return Math.max(...seconds);
  }, HOST);
  expect(longest).toBeLessThan(0.001);
  await picture(chat.page, "reduced-motion");
});
