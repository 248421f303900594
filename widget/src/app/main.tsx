// The chat itself, mounted into a shadow root by the loader or by the full page.

import { createRef, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "react-redux";
import { configured } from "../state/slices";
import type { WidgetConfig } from "../state/config";
import { createStore } from "../state/store";
import { LanguageContext, languageFor } from "../strings";
import { accentSheet, adopt } from "../theme/sheets";
import { STYLES } from "../theme/styles";
import { ApiContext, createApi } from "../transport/api";
import { ChatClient } from "../transport/client";
import { browserKept } from "../transport/kept";
import { App, type AppHandle } from "./App";
import { ClientContext } from "./client";

export interface MountOptions {
  /** Where the gateway is, without a slash at the end. */
  base: string;
  mode: "panel" | "page";
  position: "start" | "end";
  config: WidgetConfig;
  /** BCP 47; null for the browser's. */
  language: string | null;
  onUnread?: (count: number) => void;
  onClosed?: () => void;
}

export interface Chat {
  open(): void;
  close(): void;
}

/** Draws the chat, closed when it is a panel, and takes up the conversation that the browser knows. */
export function mount(root: ShadowRoot, options: MountOptions): Promise<Chat> {
  adopt(root, STYLES, accentSheet(options.config.accent));
  const language = languageFor(options.language, options.config.locale);
  const store = createStore();
  store.dispatch(configured(options.config));
  const api = createApi(options.base);
  const client = new ChatClient(store, api, browserKept(), language.locale);
  const place = document.createElement("div");
  place.className = "tw-place";
  root.append(place);
  const handle = createRef<AppHandle>();
  return new Promise((resolve) => {
    const ready = (app: AppHandle | null) => {
      handle.current = app;
      if (app) resolve({ open: () => handle.current?.open(), close: () => handle.current?.close() });
    };
    createRoot(place).render(
      <StrictMode>
        <Provider store={store}>
          <LanguageContext value={language}>
            <ApiContext value={api}>
              <ClientContext value={client}>
                <App
                  ref={ready}
                  mode={options.mode}
                  position={options.position}
                  onUnread={options.onUnread}
                  onClosed={options.onClosed}
                />
              </ClientContext>
            </ApiContext>
          </LanguageContext>
        </Provider>
      </StrictMode>,
    );
    void client.start();
  });
}
