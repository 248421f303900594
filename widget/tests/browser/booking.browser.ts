// From an idea to a booking and back: a reload in the middle keeps the history and the open question.

import { expect, test } from "vitest";
import { Chat } from "./support/chat";
import { expectAccessible, inspect } from "./support/checks";
import { chatPage, picture, visitor } from "./support/stage";

const REFERENCE = /TW-[A-Z0-9]{6}/;

test("an idea becomes a booking, and the booking is cancelled", async () => {
  const page = await chatPage(await visitor());
  const chat = new Chat(page);
  await inspect(page, "welcome");

  await chat.say("somewhere warm by the sea in March, from Vienna", /March/);
  expect(await chat.last.locator(".card").count()).toBe(4);
  await inspect(page, "recommendations");
  await chat.say("the second one looks lovely");
  await chat.tap("Flights");
  await inspect(page, "ask-date");
  await chat.say("around the 10th for a week, 2 of us", /2 adults/);
  expect(await chat.last.locator(".card").count()).toBe(5);
  await inspect(page, "flights");

  await chat.say("the first one", /name/i);
  await inspect(page, "ask-names");
  const form = chat.last.getByRole("textbox", { name: "Names" });
  await form.fill("Marta Kowalska, Jan Nowak");
  await chat.answered(() => form.press("Enter"), /e-mail/i);
  await inspect(page, "ask-email");
  const address = chat.last.getByRole("textbox", { name: "E-mail address" });
  await address.fill("marta");
  await address.press("Enter");
  await chat.last.getByText("does not look like an e-mail address").waitFor();
  await expectAccessible(page);
  await chat.say("marta@example.org", /nothing is charged/);
  await inspect(page, "summary");

  const before = await chat.said();
  await page.reload();
  await chat.last.getByRole("button", { name: "Yes, book" }).waitFor();
  expect(await chat.said(), "the history survives").toEqual(before);
  await inspect(page, "summary-after-reload");

  await chat.tap("Yes, book", REFERENCE);
  const [reference] = REFERENCE.exec(await chat.lastText()) ?? [""];
  expect(await chat.last.locator(".card").innerText()).toContain("Confirmed");
  await inspect(page, "booked");

  await chat.say("cancel it", /come back|refund/);
  await inspect(page, "cancelling");
  await chat.tap(/^Yes, cancel/, /cancelled/i);
  expect(await chat.lastText()).toContain(reference);
  await inspect(page, "cancelled");

  await chat.tab("Trips").click();
  await page.getByRole("heading", { name: "Cancelled" }).waitFor();
  expect(await chat.view.innerText()).toContain(reference);
  await picture(page, "trips-cancelled");
});
