// Every kind of question and every view, for people who see and for those who do not.

import { expect, test } from "vitest";
import { Chat } from "./support/chat";
import { inspect } from "./support/checks";
import { codeFor } from "./support/mails";
import { chatPage, picture, visitor } from "./support/stage";

test("what the assistant can ask", async () => {
  const page = await chatPage(await visitor());
  const chat = new Chat(page);
  await chat.say("i want to fly somewhere", /where/i);
  await inspect(page, "ask-place");
  const place = chat.last.getByRole("combobox");
  await place.fill("lisb");
  await chat.last.getByRole("option").first().waitFor();
  await inspect(page, "ask-place-listed");
  await chat.answered(() => chat.last.getByRole("option").first().click(), /start/i);
  await chat.say("vienna", /leave/);
  await chat.say("on 12 march", /back/i);
  await inspect(page, "ask-return");
  await chat.tap("One way", /how many/i);
  await chat.last.getByRole("button", { name: "More: Children" }).click();
  await inspect(page, "ask-party");
  await chat.tap("Send", /flights|Lisbon/);
  expect(await chat.last.locator(".card").count()).toBeGreaterThan(0);

  await chat.say("flight from san jose to portland", /Which San Jose/);
  await inspect(page, "ask-choice");
  await chat.say("a hotel in rome from 5 march", /nights/);
  await inspect(page, "ask-number");
});

test("what cards can unfold", async () => {
  const page = await chatPage(await visitor());
  const chat = new Chat(page);
  await chat.say("what is the weather like in lisbon in may", /Lisbon/);
  await chat.last.locator(".card svg").first().waitFor();
  await inspect(page, "forecast");
  await chat.say("somewhere warm by the sea in March, from Vienna", /March/);
  const card = chat.last.locator(".card").first();
  for (const fold of ["Climate", "Map"]) await card.getByText(fold, { exact: true }).click();
  await card.getByRole("img", { name: /^Map/ }).waitFor();
  await expect.poll(() => card.getByText(/^Loading/).count()).toBe(0);
  await inspect(page, "destination-unfolded");
});

test("ideas are found and saved", async () => {
  const page = await chatPage(await visitor());
  const chat = new Chat(page);
  await chat.say("hello");
  await chat.show("Ideas");
  await inspect(page, "ideas");
  await chat.view.getByRole("searchbox", { name: "What would you enjoy?" }).fill("beaches and good food");
  await chat.view.getByRole("button", { name: "Find ideas" }).click();
  const save = chat.view.getByRole("button", { name: /^Save / }).first();
  await save.waitFor();
  await inspect(page, "ideas-found");
  await save.click();
  await chat.view.getByText(/is saved\.$/).waitFor();
  await inspect(page, "ideas-saved");
  await page.reload();
  await chat.show("Ideas");
  await chat.view.getByRole("button", { name: /^Remove/ }).first().waitFor();
  await picture(page, "ideas-kept");
});

test("trips are cancelled in their view", async () => {
  const page = await chatPage(await visitor());
  const chat = new Chat(page);
  await chat.show("Trips");
  await inspect(page, "trips-none");
  await chat.tab("Chat").click();
  await chat.say("a hotel in porto, 3 nights from 5 march, 2 people", /Porto/);
  await inspect(page, "stays");
  await chat.say("the cheapest", /name/i);
  await chat.say("Rita Meadows", /e-mail/i);
  await chat.say("rita@example.org", /in total/);
  await chat.tap(/^Yes, book/, /TW-/);
  await chat.show("Trips");
  await chat.view.getByRole("button", { name: "Cancel…" }).click();
  await chat.view.getByRole("button", { name: /^Yes, cancel/ }).waitFor();
  await inspect(page, "trips-cancelling");
  await chat.view.getByRole("button", { name: "No, keep it" }).click();
  await chat.view.getByRole("button", { name: "Cancel…" }).click();
  await chat.view.getByRole("button", { name: /^Yes, cancel/ }).click();
  await chat.view.getByRole("heading", { name: "Cancelled", level: 3 }).waitFor();
  await inspect(page, "trips-after");
});

test("a profile is filled in and erased", async () => {
  const page = await chatPage(await visitor());
  const chat = new Chat(page);
  const email = "ida@hills.example.org";
  const code = codeFor(email);
  await chat.say(`sign in with ${email}`, /code/);
  await chat.say(await code(), /signed in/i);
  await chat.show("Profile");
  await chat.view.getByRole("textbox", { name: "Name", exact: true }).fill("Ida Hills");
  await chat.view.getByRole("button", { name: "Save" }).first().click();
  await chat.view.getByText("Saved.").first().waitFor();
  await inspect(page, "profile-saved");
  await chat.tab("Chat").click();
  await chat.say("i always want a window seat", /seat/i);
  await chat.show("Profile");
  await expect.poll(() => chat.view.innerText()).toMatch(/window/i);
  await chat.view.getByRole("button", { name: "Delete everything…" }).click();
  await chat.view.getByRole("button", { name: "Yes, delete everything" }).waitFor();
  await inspect(page, "profile-erasing");
  await chat.view.getByRole("button", { name: "Yes, delete everything" }).click();
  await chat.view.getByText("You can chat, search and book as a guest").waitFor();
  await inspect(page, "profile-erased");
});
