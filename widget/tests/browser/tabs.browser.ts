// Two tabs of one browser: what is said in one stands in the other at once, and once.

import { expect, test } from "vitest";
import { Chat } from "./support/chat";
import { chatPage, visitor } from "./support/stage";

test("a second tab sees the first one's turns live, each once, and the other way round", async () => {
  const context = await visitor();
  const first = new Chat(await chatPage(context));
  const second = new Chat(await chatPage(context));

  await first.say("what is the weather like in lisbon in may", /Lisbon/);
  await expect.poll(() => second.said(), { message: "a tab that has not begun joins in" }).toEqual(await first.said());

  await second.say("flights from madrid to lisbon on 17 february, one way, just me", /Madrid/);
  await expect.poll(() => first.said()).toEqual(await second.said());
  expect(await first.page.locator(".card--flight").count()).toBe(await second.page.locator(".card--flight").count());

  const third = new Chat(await chatPage(context));
  await third.last.waitFor();
  expect(await third.said(), "a later tab has the history").toEqual(await first.said());
  await third.say("the first one", /name/i);
  await expect.poll(async () => [await first.said(), await second.said()]).toEqual([await third.said(), await third.said()]);
  expect(await first.last.getByRole("textbox", { name: "Names" }).isVisible(), "the question is open everywhere").toBe(true);
});
