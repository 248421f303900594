import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { changed } from "../../src/state/slices";
import { amount } from "../../src/views/ideas";
import { violations } from "../axe";
import { FakeGateway, refuse } from "./gateway";
import { show } from "./show";

let gateway: FakeGateway;
const FEEDBACK = "POST /api/recommendations/{id}/feedback";

beforeEach(() => {
  gateway = new FakeGateway().install();
});

const found = () => screen.findByRole("region", { name: "New ideas" });
const savedIdeas = () => screen.getByRole("region", { name: "Saved ideas" });

async function search(options = {}) {
  const shown = await show("ideas", gateway, options);
  await shown.act.type(screen.getByLabelText(/What would you enjoy/), "beach and food");
  await shown.act.selectOptions(screen.getByLabelText("Month"), "March");
  await shown.act.type(screen.getByLabelText(/Budget/), "1.200,50");
  await shown.act.click(screen.getByRole("button", { name: "Find ideas" }));
  await found();
  return shown;
}

describe("looking for ideas", () => {
  it("sends the wish as the interface takes it, and shows places with the reasons for them", async () => {
    const { container } = await search();
    expect(gateway.called("GET /api/recommendations")[0]?.query).toEqual({
      conversation: "conversation-of-a-guest", query: "beach and food", month: "3", budget: "1200.50", limit: "6",
    });
    const ideas = within(await found());
    expect(ideas.getAllByRole("heading", { level: 4 }).map((one) => one.textContent)).toEqual(["Porto", "Naples"]);
    expect(ideas.getByText("about 80 EUR a day per person")).toBeVisible();
    expect(screen.getByText("2 ideas")).toBeVisible();
    expect(await violations(container)).toEqual([]);
  });

  it("asks for an amount where something else stands", async () => {
    const { container, act } = await show("ideas", gateway);
    await act.type(screen.getByLabelText(/Budget/), "much{Enter}");
    expect(screen.getByLabelText(/Budget/)).toBeInvalid();
    expect(screen.getByLabelText(/Budget/)).toHaveAccessibleDescription(/Please write an amount/);
    expect(gateway.called("GET /api/recommendations")).toEqual([]);
    expect(await violations(container)).toEqual([]);
  });

  it("says when nothing fits, and when it cannot be had", async () => {
    gateway.found = [];
    const { act } = await search();
    expect(screen.getByText(/Nothing fits all of that/)).toBeVisible();
    gateway.instead.set("GET /api/recommendations", refuse(503, "unavailable", { detail: "The models have not been built." }));
    await act.click(screen.getByRole("button", { name: "Find ideas" }));
    expect(await screen.findByText("The models have not been built.")).toBeVisible();
  });

  it("is not lost by a look at the chat", async () => {
    const { act, unmount, say, store } = await search();
    await act.click(screen.getByRole("button", { name: "Flights: Porto" }));
    expect(say).toHaveBeenCalledExactlyOnceWith("flights to Porto");
    await waitFor(() => expect(gateway.called(FEEDBACK)[0]?.body).toMatchObject({ kind: "searched" }));
    expect(store.getState().conversation.id).not.toBeNull();
    unmount();
  });

  it("goes on with stays as well", async () => {
    const { act, say } = await search();
    await act.click(screen.getByRole("button", { name: "Stays: Naples" }));
    expect(say).toHaveBeenCalledExactlyOnceWith("hotels in Naples");
  });
});

describe("what is liked", () => {
  it("is kept and can be taken back, in both places", async () => {
    const { act, container } = await search();
    const heart = screen.getByRole("button", { name: "Save Porto" });
    expect(heart).toHaveAttribute("aria-pressed", "false");
    await act.click(heart);
    expect(await within(savedIdeas()).findByRole("heading", { name: "Porto" })).toBeVisible();
    expect(screen.getByText("Porto is saved.")).toBeVisible();
    expect(heart).toHaveAttribute("aria-pressed", "true");
    expect(await violations(container)).toEqual([]);
    await act.click(within(savedIdeas()).getByRole("button", { name: "Remove: Porto" }));
    await waitFor(() => expect(within(savedIdeas()).queryByRole("heading", { name: "Porto" })).not.toBeInTheDocument());
    expect(screen.getByRole("heading", { name: "Saved ideas" })).toHaveFocus();
    expect(screen.getByText("Porto is no longer saved.")).toBeVisible();
    expect(heart).toHaveAttribute("aria-pressed", "false");
    await act.click(heart);
    await waitFor(() => expect(heart).toHaveAttribute("aria-pressed", "true"));
    await act.click(heart);
    await waitFor(() => expect(gateway.saved).toEqual([]));
  });

  it("stays as it was when the gateway does not hear of it", async () => {
    const { act } = await search();
    gateway.instead.set(FEEDBACK, "unreachable");
    await act.click(screen.getByRole("button", { name: "Save Porto" }));
    expect(await screen.findByText(/cannot be reached/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Save Porto" })).toHaveAttribute("aria-pressed", "false");
  });

  it("appears by itself when it was liked elsewhere", async () => {
    const { store } = await show("ideas", gateway, { who: "user" });
    expect(await within(savedIdeas()).findByText(/Nothing saved yet/)).toBeVisible();
    gateway.saved = [{ id: "re_naples", at: "2026-11-22T12:00:00+00:00" }];
    store.dispatch(changed("recommendations"));
    expect(await within(savedIdeas()).findByRole("heading", { name: "Naples" })).toBeVisible();
    expect(gateway.called("GET /api/recommendations/saved")[0]?.query).not.toHaveProperty("conversation");
  });

  it("cannot be kept for somebody who has said nothing yet, who is told so", async () => {
    const { container } = await search({ who: "newcomer" });
    expect(within(savedIdeas()).getByText(/Say something in the chat or sign in/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Save Porto" })).not.toBeInTheDocument();
    expect(gateway.called("GET /api/recommendations/saved")).toEqual([]);
    expect(await violations(container)).toEqual([]);
  });

  it("that cannot be read can be asked for again", async () => {
    gateway.instead.set("GET /api/recommendations/saved", "unreachable");
    const { act } = await show("ideas", gateway);
    await act.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/Nothing saved yet/)).toBeVisible();
  });
});

it("what is not wanted goes, and the focus does not go with it", async () => {
  const { act } = await search();
  await act.click(screen.getByRole("button", { name: "Not for me: Porto" }));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Porto" })).not.toBeInTheDocument());
  expect(gateway.called(FEEDBACK)[0]).toMatchObject({ path: { id: "re_porto" }, body: { kind: "disliked", conversation: "conversation-of-a-guest" } });
  expect(screen.getByRole("heading", { name: "New ideas" })).toHaveFocus();
});

it.each([
  ["800", "800"], ["1200.5", "1200.5"], ["1.200,50", "1200.50"], ["1,200.50", "1200.50"], ["1'200", "1200"], ["1.200", "1200"],
  ["0", null], ["much", null], ["-5", null], ["12345678", null], ["", null], ["1.2.3", null],
])("%s is read as %s", (typed, read) => {
  expect(amount(typed)).toBe(read);
});
