// A guest becomes an account by a mailed code; its booking and its conversation are found again on another device.

import { expect, test } from "vitest";
import { Chat } from "./support/chat";
import { expectAccessible, inspect } from "./support/checks";
import { codeFor } from "./support/mails";
import { chatPage, foresee, picture, visitor } from "./support/stage";

const REFERENCE = /TW-[A-Z0-9]{6}/;

async function bookStay(chat: Chat, email: string): Promise<string> {
  await chat.say("a hotel in porto, 3 nights from 5 march, 2 people", /Porto/);
  await chat.say("the cheapest", /name/i);
  await chat.say("Rita Meadows", /e-mail/i);
  await chat.say(email, /in total/);
  await chat.tap(/^Yes, book/, REFERENCE);
  return REFERENCE.exec(await chat.lastText())?.[0] ?? "";
}

async function signInByForm({ page, view: form }: Chat, email: string): Promise<void> {
  await form.getByRole("textbox", { name: "E-mail address" }).fill(email);
  const code = codeFor(email);
  await form.getByRole("button", { name: "Send me a code" }).click();
  const field = form.getByRole("textbox", { name: "Code from the e-mail" });
  await field.waitFor();
  await inspect(page, "profile-code");
  foresee(/status of 422 .*sessions/);
  await field.fill("000000");
  await form.getByRole("button", { name: "Sign in" }).click();
  await form.getByText("That is not the code").waitFor();
  await expectAccessible(page);
  await field.fill(await code());
  await form.getByRole("button", { name: "Sign in" }).click();
}

test("what a guest has booked moves to the account, and another device goes on with the conversation", async () => {
  const email = "rita@meadows.example.org";
  const page = await chatPage(await visitor());
  const chat = new Chat(page);
  const reference = await bookStay(chat, email);

  await chat.tab("Profile").click();
  await page.getByText("You can chat, search and book as a guest").waitFor();
  await inspect(page, "profile-signed-out");
  await signInByForm(chat, email);
  await page.getByText(`You are signed in as ${email}.`).waitFor();
  await inspect(page, "profile-signed-in");

  await chat.tab("Trips").click();
  await page.getByRole("heading", { name: "Upcoming" }).waitFor();
  await chat.view.getByText(reference).waitFor();
  await inspect(page, "trips");
  await page.reload();
  await chat.last.waitFor();
  expect(await chat.lastText(), "the account's session opens its conversation").toContain(reference);

  const elsewhere = await chatPage(await visitor());
  const other = new Chat(elsewhere);
  const code = codeFor(email);
  await other.say(`sign in with ${email}`, /code/);
  await inspect(elsewhere, "ask-code");
  await other.say(await code(), /signed in/i);
  await other.tab("Trips").click();
  await other.view.getByText(reference).waitFor();
  await other.tab("Profile").click();
  const known = elsewhere.getByRole("heading", { name: "Conversations" }).locator("..").getByRole("button");
  await known.filter({ hasText: "booked" }).click();
  await other.last.getByText(reference).first().waitFor();
  expect(await other.said()).toEqual(await chat.said());

  await other.say("cancel my hotel", /come|cancel/i);
  await other.tap(/^Yes, cancel/, /cancelled/i);
  await expect.poll(() => chat.lastText()).toMatch(/cancelled/i);
  expect(await chat.said()).toEqual(await other.said());
  await picture(page, "cancelled-elsewhere");

  await chat.tab("Trips").click();
  await page.getByRole("heading", { name: "Cancelled" }).waitFor();
  await chat.tab("Profile").click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await chat.view.getByText("You are signed out.").waitFor();
  await inspect(page, "profile-after-signing-out");
  await chat.tab("Chat").click();
  expect(await chat.turns.count(), "nothing of the account stays here").toBe(0);
});
