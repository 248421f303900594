// The browser of one test file: contexts that are watched, and what no test may leave behind.

import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { ASSISTANT, CHROMIUM, SCREENSHOTS } from "./places";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** What a browser says of a line that is down. */
export const NO_LINE = /net::ERR_|WebSocket connection to .* failed/;

export const DESKTOP = { width: 1280, height: 860 };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true };

let browser: Browser;
let contexts: BrowserContext[] = [];
let complaints: string[] = [];
let foreseen: RegExp[] = [];

beforeAll(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const unconfined = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...unconfined, "--disable-dev-shm-usage"] });
});

afterAll(() => browser?.close());

afterEach(async () => {
  const seen = complaints.filter((one) => !foreseen.some((pattern) => pattern.test(one)));
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  complaints = [];
  foreseen = [];
  expect(seen, "errors of the console, of scripts and of the content security policy").toEqual([]);
});

/** The rest of this test provokes it, so the console may say it. */
export function foresee(complaint: RegExp): void {
  foreseen.push(complaint);
}

/** Another visitor, with nothing kept. */
export async function visitor(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: DESKTOP, locale: "en-GB", timezoneId: "Europe/Vienna", ...options });
  contexts.push(context);
  // Scripts that come this way need no leave of a page's policy, which stays in force.
  await context.addInitScript({ path: AXE });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  context.setDefaultTimeout(15_000);
  return context;
}

/** The full page of the assistant, ready to be written to. */
export async function chatPage(context: BrowserContext, address: string = ASSISTANT): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("textbox", { name: "Your message" }).waitFor();
  return page;
}

/** Moving parts have come to rest; only then do looks and colours count. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const root = document.querySelector("tripwright-chat, #tripwright")?.shadowRoot ?? document;
    const ending = root.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((one) => one.finished));
  });
}

/** Keeps a picture for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
