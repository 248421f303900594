// A line that breaks while a message is under way: nothing is lost and nothing is there twice.

import { afterAll, beforeAll, expect, test } from "vitest";
import { Chat } from "./support/chat";
import { expectAccessible } from "./support/checks";
import { Line } from "./support/line";
import { ASSISTANT } from "./support/places";
import { chatPage, foresee, NO_LINE, picture, visitor } from "./support/stage";

const BACK = { timeout: 30_000 };
const line = new Line();
let address: string;

beforeAll(async () => {
  address = await line.start();
});
afterAll(() => line.stop());

interface Item {
  role: string;
  text?: string;
}

/** What the assistant has kept of the conversation. */
async function kept(chat: Chat): Promise<string[]> {
  const id = await chat.page.evaluate(() => Object.values(localStorage).find((value) => value.length > 20));
  const answer = await fetch(`${ASSISTANT}/api/chat/${id}`);
  expect(answer.status).toBe(200);
  const { items } = (await answer.json()) as { items: Item[] };
  return items.filter((item) => item.role !== "assistant").map((item) => item.text ?? "");
}

async function begun(): Promise<Chat> {
  foresee(NO_LINE);
  const chat = new Chat(await chatPage(await visitor(), address));
  await chat.say("hello");
  await expect.poll(() => chat.page.getByText("Connecting…").count()).toBe(0);
  return chat;
}

const WEATHER = "what is the weather like in lisbon in may";

/** The message stands there once, answered once, here and in what is kept; and so after a reload. */
async function expectOnce(chat: Chat): Promise<void> {
  await expect.poll(() => chat.lastText(), BACK).toMatch(/In May Lisbon/);
  const said = await chat.said();
  expect(said.filter((text) => text === WEATHER)).toHaveLength(1);
  expect(said.filter((text) => text.startsWith("In May Lisbon"))).toHaveLength(1);
  expect(await kept(chat)).toEqual(["hello", WEATHER]);
  await chat.page.reload();
  await chat.last.getByText(/In May Lisbon/).waitFor();
  expect(await chat.said()).toEqual(said);
}

async function write(chat: Chat): Promise<void> {
  await chat.composer.fill(WEATHER);
  await chat.composer.press("Enter");
}

test.each(["up", "down"] as const)("a socket that dies while a message goes %s", async (direction) => {
  const chat = await begun();
  line.lose(direction);
  await write(chat);
  await chat.page.waitForTimeout(1_000);
  line.cut();
  await chat.page.getByText("Connecting…").waitFor();
  await picture(chat.page, `line-lost-${direction}`);
  line.mend();
  await expectOnce(chat);
});

test("a browser that is offline keeps what is written and sends it when it is back", async () => {
  const chat = await begun();
  const context = chat.page.context();
  await context.setOffline(true);
  await write(chat);
  await chat.page.getByText("You are offline").waitFor();
  await picture(chat.page, "offline");
  await expectAccessible(chat.page);
  await context.setOffline(false);
  await expectOnce(chat);
  expect(await chat.page.getByText("You are offline").isVisible()).toBe(false);
});

test("what was written without a line survives a reload", async () => {
  const chat = await begun();
  line.lose("up");
  await write(chat);
  line.cut();
  await chat.page.getByText("Connecting…").waitFor();
  line.mend();
  await chat.page.reload();
  await expectOnce(chat);
});
