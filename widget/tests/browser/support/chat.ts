// The chat as somebody in front of it sees it: what was said last, and how to say something.

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const PATIENCE = 20_000;

export class Chat {
  readonly composer: Locator;
  readonly turns: Locator;
  /** The open side view. */
  readonly view: Locator;

  constructor(readonly page: Page) {
    this.composer = page.getByRole("textbox", { name: "Your message" });
    this.turns = page.locator(".tw-turn");
    this.view = page.locator(".tw-view");
  }

  /** The newest turn, answered. */
  get last(): Locator {
    return this.turns.last();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name }).filter({ visible: true });
  }

  tab(name: "Chat" | "Trips" | "Ideas" | "Profile"): Locator {
    return this.page.getByRole("navigation").getByRole("button", { name });
  }

  /** Opens a side view and waits until it has what it shows. */
  async show(name: "Trips" | "Ideas" | "Profile"): Promise<void> {
    await this.tab(name).click();
    await this.view.getByRole("heading", { name, level: 2 }).waitFor();
    // The first who asks for ideas waits until the gateway has read its knowledge.
    await expect.poll(() => this.view.getByText("Loading…").count(), { timeout: 10_000 }).toBe(0);
  }

  /** Types, sends, and waits for the answer. */
  async say(text: string, answer: RegExp | null = null): Promise<void> {
    await this.answered(async () => {
      await this.composer.fill(text);
      await this.composer.press("Enter");
    }, answer);
  }

  /** Taps a button of the newest turn and waits for the answer. */
  async tap(name: string | RegExp, answer: RegExp | null = null): Promise<void> {
    await this.answered(() => this.last.getByRole("button", { name }).first().click(), answer);
  }

  /** Does what begins another turn, and waits until that one is answered. */
  async answered(begin: () => Promise<void>, answer: RegExp | null = null): Promise<void> {
    const before = await this.turns.count();
    await begin();
    await expect.poll(() => this.turns.count(), { timeout: PATIENCE }).toBeGreaterThan(before);
    await this.last.locator(".tw-reply").first().waitFor({ timeout: PATIENCE });
    if (answer) await expect.poll(() => this.lastText(), { timeout: PATIENCE }).toMatch(answer);
    await this.page.locator(".tw-typing").waitFor({ state: "detached", timeout: PATIENCE });
  }

  lastText(): Promise<string> {
    return this.last.innerText();
  }

  /** Everything that was said, in order: the traveller's words and the assistant's. */
  async said(): Promise<string[]> {
    const texts = await this.page.locator(".tw-mine, .tw-theirs").allInnerTexts();
    return texts.map((text) => text.replace(/^(You said|The assistant said):\s*/, ""));
  }
}
