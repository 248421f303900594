// A side view as the panel shows it, on a store and a gateway of the test.

import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { vi } from "vitest";
import { ClientContext } from "../../src/app/client";
import { began, identified } from "../../src/state/slices";
import { createStore } from "../../src/state/store";
import { languageFor, LanguageContext } from "../../src/strings";
import { ApiContext, createApi } from "../../src/transport/api";
import { ChatClient } from "../../src/transport/client";
import type { Kept } from "../../src/transport/kept";
import type { View } from "../../src/views/registry";
import { VIEWS } from "../../src/views/registry";
import { CONVERSATION, type FakeGateway } from "./gateway";

const nothingKept: Kept = {
  conversation: () => null,
  keepConversation: () => undefined,
  outbox: () => [],
  keepOutbox: () => undefined,
  watch: () => () => undefined,
};

interface Options {
  /** unknown: nobody has answered yet who it is. */
  who?: "guest" | "newcomer" | "user" | "unknown";
  locale?: string;
}

export async function show(id: View["id"], gateway: FakeGateway, { who = "guest", locale = "en-GB" }: Options = {}) {
  const view = VIEWS.find((one) => one.id === id);
  if (!view) throw new Error(`there is no view ${id}`);
  const { default: Content } = await view.load();
  const store = createStore();
  gateway.signedIn = who === "user";
  if (who !== "unknown") store.dispatch(identified(who === "user" ? gateway.account : null));
  if (who !== "newcomer") store.dispatch(began({ id: CONVERSATION }));
  const api = createApi("");
  const client = new ChatClient(store, api, nothingKept, locale);
  const ways = { say: vi.fn(), write: vi.fn(), leave: vi.fn() };
  const language = languageFor(locale);
  const shown = render(
    <Provider store={store}>
      <LanguageContext value={language}>
        <ApiContext value={api}>
          <ClientContext value={client}>
            <main className="tw-root" dir={language.direction} lang={locale}>
              <h1>Tripwright</h1>
              <Content {...ways} />
            </main>
          </ClientContext>
        </ApiContext>
      </LanguageContext>
    </Provider>,
  );
  return { ...shown, ...ways, store, client, act: userEvent.setup() };
}
