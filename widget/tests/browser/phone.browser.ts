// The size of a phone: the panel covers the screen, nothing sticks out, everything can be hit.

import type { Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Chat } from "./support/chat";
import { expectNoOverflow, expectTargets, inspect } from "./support/checks";
import { foreignPage, serveForeign } from "./support/foreign";
import { PHONE, visitor } from "./support/stage";

let server: Server;

beforeAll(async () => {
  server = await serveForeign();
});
afterAll(() => server.close());

async function look(chat: Chat, name: string): Promise<void> {
  await inspect(chat.page, `phone-${name}`);
  await expectTargets(chat.page);
}

test("a whole booking on a phone", async () => {
  const page = await (await visitor(PHONE)).newPage();
  await page.goto(foreignPage());
  const chat = new Chat(page);
  await page.getByRole("button", { name: "Chat with Tripwright" }).tap();
  await chat.composer.waitFor();
  const covered = async () => Object.values((await page.getByRole("dialog").boundingBox()) ?? {}).map(Math.round);
  await expect.poll(covered).toEqual([0, 0, 390, 800]);
  expect(await page.getByRole("dialog").getAttribute("aria-modal")).toBe("true");
  await look(chat, "welcome");

  await chat.say("flights from madrid to lisbon on 17 february, one way, just me", /Madrid/);
  await look(chat, "flights");
  const position = chat.last.locator(".carousel-position");
  const before = await position.innerText();
  await chat.last.getByRole("button", { name: "More" }).first().tap();
  await expect.poll(() => position.innerText()).not.toBe(before);
  await look(chat, "carousel");
  await chat.button("New chat").tap();
  await chat.say("a hotel in rome", /when/);
  await look(chat, "calendar");
  await chat.say("5 to 9 march", /how many/i);
  await look(chat, "party");
  await chat.tap(/^Send/);
  await look(chat, "stays");
  await chat.last.getByRole("button", { name: "Choose" }).first().waitFor();
  await chat.tap("Choose", /name/i);
  await look(chat, "names");
  await chat.say("Marta Kowalska and Jan Nowak", /e-mail/i);
  await chat.say("marta@example.org", /in total/);
  await look(chat, "summary");
  await chat.tap(/^Yes, book/, /TW-/);
  await look(chat, "booked");
  for (const view of ["Trips", "Ideas", "Profile"] as const) {
    await chat.show(view);
    await look(chat, view.toLowerCase());
  }
});

test.each([320, 600, 768])("%d pixels wide", async (width) => {
  const page = await (await visitor({ viewport: { width, height: 700 } })).newPage();
  await page.goto(foreignPage({ attributes: "data-open" }));
  const chat = new Chat(page);
  await chat.composer.waitFor();
  await inspect(page, `width-${width}-welcome`);
  await chat.say("a hotel in rome", /when/);
  await inspect(page, `width-${width}-calendar`);
  await chat.say("flights from madrid to lisbon on 17 february, one way, just me", /Madrid/);
  await inspect(page, `width-${width}-flights`);
  await chat.show("Ideas");
  await expectNoOverflow(page);
});
