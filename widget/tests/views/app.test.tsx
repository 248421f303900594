import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef } from "react";
import { act } from "react";
import { Provider } from "react-redux";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { App, type AppHandle } from "../../src/app/App";
import { ClientContext } from "../../src/app/client";
import { began, identified } from "../../src/state/slices";
import { createStore } from "../../src/state/store";
import { ApiContext, createApi } from "../../src/transport/api";
import { ChatClient } from "../../src/transport/client";
import { violations } from "../axe";
import { CONVERSATION, FakeGateway } from "./gateway";
import { NOW } from "./things";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  new FakeGateway().install();
});

async function open(mode: "panel" | "page" = "panel") {
  const store = createStore();
  store.dispatch(identified(null));
  store.dispatch(began({ id: CONVERSATION }));
  const kept = { conversation: () => null, keepConversation: vi.fn(), outbox: () => [], keepOutbox: vi.fn(), watch: () => () => undefined };
  const api = createApi("");
  const client = new ChatClient(store, api, kept, "en-GB");
  const said = vi.spyOn(client, "say").mockImplementation(() => undefined);
  const app = createRef<AppHandle>();
  const shown = render(
    <Provider store={store}>
      <ApiContext value={api}>
        <ClientContext value={client}>
          <App mode={mode} ref={app} />
        </ClientContext>
      </ApiContext>
    </Provider>,
  );
  await act(async () => app.current?.open());
  return { ...shown, said, store, user: userEvent.setup() };
}

describe("side views", () => {
  it.each(["Trips", "Ideas", "Profile"])("%s is one tap away, takes the focus, and has nothing that axe objects to", async (name) => {
    const { container, user } = await open();
    await user.click(screen.getByRole("button", { name }));
    expect(await screen.findByRole("heading", { level: 2, name })).toBeVisible();
    expect(screen.getByRole("region", { name })).toHaveFocus();
    expect(screen.getByRole("button", { name })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("textbox", { name: "Your message", hidden: true })).not.toBeVisible();
    expect(await violations(container)).toEqual([]);
  });

  it("are reached and left by keyboard", async () => {
    const { user } = await open("page");
    const trips = screen.getByRole("button", { name: "Trips" });
    while (document.activeElement !== trips) await user.tab();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("TW-7K2M9Q")).toBeVisible();
    screen.getByRole("button", { name: "Chat" }).focus();
    await user.keyboard("{Enter}");
    expect(screen.queryByText("TW-7K2M9Q")).not.toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Your message" })).toBeVisible();
  });

  it("put a sentence into the composer, after what stands there, to be finished", async () => {
    const { user, said } = await open();
    const composer = screen.getByRole("textbox", { name: "Your message" });
    await user.type(composer, "Hello.");
    await user.click(screen.getByRole("button", { name: "Trips" }));
    await user.click(await screen.findByRole("button", { name: /^Ask about this trip: BER → LIS/ }));
    expect(composer).toHaveFocus();
    expect(composer).toHaveValue("Hello. About my booking TW-7K2M9Q: ");
    await user.keyboard("may I take a dog?{Enter}");
    expect(said).toHaveBeenCalledExactlyOnceWith({ text: "Hello. About my booking TW-7K2M9Q: may I take a dog?" });
    expect(composer).toHaveValue("");
    await user.click(screen.getByRole("button", { name: "Trips" }));
    await user.click(await screen.findByRole("button", { name: /^Ask about this trip: BER → LIS/ }));
    expect(composer).toHaveValue("About my booking TW-7K2M9Q: ");
  });

  it("say something in the chat, and keep what was found for the next look", async () => {
    const { user, said } = await open();
    await user.click(screen.getByRole("button", { name: "Ideas" }));
    await user.type(await screen.findByLabelText(/What would you enjoy/), "food{Enter}");
    await user.click(await screen.findByRole("button", { name: "Flights: Porto" }));
    expect(said).toHaveBeenCalledExactlyOnceWith({ text: "flights to Porto" });
    expect(screen.getByRole("textbox", { name: "Your message" })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Ideas" }));
    expect(await screen.findByRole("button", { name: "Flights: Naples" })).toBeVisible();
    expect(screen.getByLabelText(/What would you enjoy/)).toHaveValue("food");
  });
});
