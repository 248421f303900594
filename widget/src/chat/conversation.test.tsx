import { act, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Provider } from "react-redux";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { App } from "../app/App";
import { ClientContext } from "../app/client";
import { type HistoryEntry, messages } from "../state/messages";
import { began, connection, online, reached } from "../state/slices";
import { createStore, type Store } from "../state/store";
import type { ChatClient } from "../transport/client";
import type { Reply } from "../types/reply";
import type { ViewProps } from "../views/registry";

vi.mock("../views/registry", () => ({
  VIEWS: [{ id: "side", label: () => "Side", load: () => Promise.resolve({ default: SideContent }) }],
}));

function SideContent({ say }: ViewProps) {
  return (
    <button type="button" onClick={() => say("From the side")}>
      Say it
    </button>
  );
}

const client = { say: vi.fn(), retry: vi.fn(), older: vi.fn(), restart: vi.fn() };
let store: Store;

beforeEach(() => {
  for (const one of Object.values(client)) one.mockReset();
  store = createStore();
});

function show(mode: "panel" | "page" = "page", onClosed = vi.fn()) {
  let open = () => {};
  render(
    <Provider store={store}>
      <ClientContext value={client as unknown as ChatClient}>
        <App mode={mode} onClosed={onClosed} ref={(app) => void (open = () => app?.open())} />
      </ClientContext>
    </Provider>,
  );
  act(() => open());
}

const turn = (id: string, mine: string | null, replies: Reply[], at = "2026-11-20T12:00:00Z"): HistoryEntry[] => [
  ...(mine === null ? [] : [{ role: "traveller", message_id: id, text: mine, at } as const]),
  ...replies.map((reply): HistoryEntry => ({ role: "assistant", message_id: id, reply, at })),
];
const history = (...turns: HistoryEntry[][]) => {
  store.dispatch(began({ id: "c-1" }));
  store.dispatch(messages.newest({ entries: turns.flat(), complete: true }));
};
const YES = { label: "Yes", value: "c_1" };
const field = () => screen.getByLabelText("Your message");

describe("the composer", () => {
  test("sends on Enter, breaks the line on Shift and Enter", async () => {
    show();
    await userEvent.type(field(), "Rome{Shift>}{Enter}{/Shift}in May{Enter}");
    expect(client.say).toHaveBeenCalledExactlyOnceWith({ text: "Rome\nin May" });
    expect(field()).toHaveValue("");
    expect(field()).toHaveFocus();
  });

  test("does not send a word that is still being composed", () => {
    show();
    fireEvent.change(field(), { target: { value: "とうきょう" } });
    fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
    expect(client.say).not.toHaveBeenCalled();
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(client.say).toHaveBeenCalledExactlyOnceWith({ text: "とうきょう" });
  });

  test("counts near the end and sends nothing that is too long or empty", async () => {
    show();
    const send = screen.getByRole("button", { name: "Send" });
    expect(send).toBeDisabled();
    fireEvent.change(field(), { target: { value: "a".repeat(1799) } });
    expect(screen.queryByText(/characters left/)).toBeNull();
    fireEvent.change(field(), { target: { value: "a".repeat(1990) } });
    expect(screen.getByText("10 characters left")).toBeVisible();
    fireEvent.change(field(), { target: { value: "a".repeat(2001) } });
    expect(screen.getByText("1 character too many")).toBeVisible();
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(send).toBeDisabled();
    fireEvent.change(field(), { target: { value: "  \n " } });
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(client.say).not.toHaveBeenCalled();
  });
});

describe("the log", () => {
  test("begins with a welcome and ways to begin", async () => {
    show();
    await userEvent.click(screen.getByRole("button", { name: "A flight from Vienna to Lisbon" }));
    expect(client.say).toHaveBeenCalledWith({ text: "A flight from Vienna to Lisbon" });
  });

  test("separates days", () => {
    const today = new Date().toISOString();
    history(turn("a", "Hello", [{ text: "Hi." }], "2024-02-29T12:00:00Z"), turn("b", "Again", [{ text: "Hi." }], today));
    show();
    expect(screen.getByText(/29.*2024|2024.*29/)).toBeVisible();
    expect(screen.getByText("Today")).toBeVisible();
  });

  test("lets only the last replies be answered", async () => {
    history(turn("a", "One", [{ text: "Yes?", choices: [{ label: "Old", value: "c_0" }] }]), turn("b", "Two", [{ text: "Sure?", choices: [YES] }]));
    show();
    expect(screen.getByRole("button", { name: "Old" })).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Yes" }));
    expect(client.say).toHaveBeenCalledWith({ choice: YES });
    act(() => void store.dispatch(messages.said({ id: "c", text: "Yes", at: Date.now() })));
    expect(screen.getByRole("button", { name: "Yes" })).toBeDisabled();
    expect(field()).toBeEnabled();
  });

  test("draws a choice once that stands in the text, a card and the question", () => {
    const card = { kind: "stay", id: "s", title: "Hotel", choices: [YES] } as const;
    const ask = { slot: "option", kind: "choice", options: [YES, { label: "No", value: "c_2" }] } as const;
    history(turn("a", "Hotels", [{ cards: [{ ...card, choices: [YES] }], choices: [YES], ask: { ...ask, options: [...ask.options] } }]));
    show();
    expect(screen.getAllByRole("button", { name: /Yes/ })).toHaveLength(1);
    expect(screen.getAllByRole("button", { name: "No" })).toHaveLength(1);
  });

  test("shows texts as texts and makes only web addresses clickable", () => {
    history(turn("a", "<img src=x onerror=alert(1)>", [{ text: "See https://trips.example/a?b=1. Not javascript:alert(1)" }]));
    show();
    expect(screen.getByText(/<img src=x/)).toBeVisible();
    expect(document.querySelector("img")).toBeNull();
    const links = screen.getAllByRole("link");
    expect(links.map((one) => one.getAttribute("href"))).toEqual(["https://trips.example/a?b=1"]);
    expect(links[0]).toHaveAttribute("rel", expect.stringContaining("noopener"));
  });

  test("says how far a message got and offers to try again", async () => {
    history(turn("a", "Hello", [{ text: "Hi." }]));
    store.dispatch(messages.said({ id: "b", text: "Lost", at: Date.now() }));
    show();
    expect(screen.getByText("Sending…")).toBeVisible();
    act(() => void store.dispatch(messages.failed({ id: "b", problem: "It is closed.", retryable: true })));
    expect(screen.getByRole("alert")).toHaveTextContent("Not sent: It is closed.");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(client.retry).toHaveBeenCalledWith("b");
  });

  test("fetches what is earlier on demand", async () => {
    history(turn("a", "Hello", [{ text: "Hi." }]));
    store.dispatch(reached("17"));
    show();
    await userEvent.click(screen.getByRole("button", { name: "Show earlier messages" }));
    expect(client.older).toHaveBeenCalled();
  });

  test("reads out what is new and nothing else", () => {
    history(turn("b", "Hello", [{ text: "Old news." }]));
    show();
    const announcer = screen.getByTestId("announcer");
    expect(announcer).toHaveTextContent("");
    act(() => void store.dispatch(messages.older({ entries: turn("a", "Before", [{ text: "Older news." }], "2026-11-01T12:00:00Z") })));
    expect(announcer).toHaveTextContent("");
    act(() => {
      store.dispatch(messages.said({ id: "c", text: "New?", at: Date.now() }));
      store.dispatch(messages.typing({ id: "c", at: Date.now() }));
    });
    expect(announcer).toHaveTextContent("The assistant is writing");
    act(() => {
      store.dispatch(messages.replied({ id: "c", reply: { text: "Fresh news." }, at: Date.now() }));
      store.dispatch(messages.done({ id: "c", state: "answered" }));
    });
    expect(announcer).toHaveTextContent("The assistant said: Fresh news.");
    expect(screen.getByRole("log")).toHaveAttribute("aria-live", "off");
  });
});

describe("the frame", () => {
  test("is a dialog that takes the focus and closes on Escape", async () => {
    const closed = vi.fn();
    show("panel", closed);
    const dialog = screen.getByRole("dialog", { name: "Chat with Tripwright" });
    expect(field()).toHaveFocus();
    expect(within(dialog).getByRole("button", { name: "Close the chat" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    expect(closed).toHaveBeenCalledOnce();
    expect(dialog).not.toBeVisible();
  });

  test("says when there is no network, and when the line is looked for", () => {
    show();
    act(() => void store.dispatch(online(false)));
    expect(screen.getByText(/You are offline/)).toBeVisible();
    act(() => {
      store.dispatch(online(true));
      store.dispatch(connection("lost"));
    });
    expect(screen.queryByText(/You are offline/)).toBeNull();
    expect(screen.getByText("Connecting…")).toBeVisible();
  });

  test("leads to the side views and back by what is said there", async () => {
    show();
    await userEvent.click(screen.getByRole("button", { name: "Side" }));
    expect(screen.getByRole("button", { name: "Side" })).toHaveAttribute("aria-current", "page");
    expect(field()).not.toBeVisible();
    await userEvent.click(await screen.findByRole("button", { name: "Say it" }));
    expect(client.say).toHaveBeenCalledWith({ text: "From the side" });
    expect(field()).toHaveFocus();
  });

  test("begins anew on demand", async () => {
    history(turn("a", "Hello", [{ text: "Hi." }]));
    show();
    await userEvent.click(screen.getByRole("button", { name: "New chat" }));
    expect(client.restart).toHaveBeenCalled();
  });

  test.each(["page", "panel"] as const)("has nothing that axe complains about (%s)", async (mode) => {
    history(turn("a", "Hello", [{ text: "Hi.", choices: [YES] }]));
    store.dispatch(messages.said({ id: "b", text: "Lost", at: Date.now() }));
    store.dispatch(messages.failed({ id: "b", problem: null, retryable: true }));
    store.dispatch(reached("3"));
    show(mode);
    // Colours are not computed here.
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: mode === "page" } } });
    expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  });
});
