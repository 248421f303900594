// Shows the launcher, and fetches the chat itself when somebody is about to use it, or already does. Plain DOM, because
// every visitor of the page pays for it.

import type { Chat, mount, MountOptions } from "../app/main";
import { LAUNCHER, tongueFor } from "../strings/languages";
import { launcher } from "../strings/en";
import { accentSheet, adopt } from "../theme/sheets";
import { browserKept } from "../transport/kept";
import { fetchConfig } from "./config";
import { drawLauncher } from "./launcher";
import launcherCss from "./launcher.css?inline";
import type { Options } from "./options";

/** Fetches the chat itself. */
export type Load = () => Promise<{ mount: typeof mount }>;

const ELEMENT = "tripwright-chat";

class ChatElement extends HTMLElement {}

/** Puts the launcher onto the page, once. */
export async function start(options: Options, load: Load): Promise<void> {
  if (document.querySelector(ELEMENT)) return;
  if (!customElements.get(ELEMENT)) customElements.define(ELEMENT, ChatElement);
  const host = document.createElement(ELEMENT);
  const root = host.attachShadow({ mode: "open" });
  document.body.append(host);
  const config = await fetchConfig(options.base);
  const accent = options.accent ?? config.accent;
  const tongue = tongueFor(options.language, config.locale);
  const words = LAUNCHER[tongue.code] ?? launcher;
  adopt(root, launcherCss, accentSheet(accent));
  const { frame, button, showUnread, say } = drawLauncher(config.brand, words, tongue, options.position);
  root.append(frame);

  const chat = once(load, root, {
    base: options.base,
    mode: "panel",
    position: options.position,
    config: { ...config, accent },
    language: options.language,
    onUnread: showUnread,
    onClosed() {
      frame.hidden = false;
      button.focus();
    },
  });
  const open = async () => {
    button.setAttribute("aria-busy", "true");
    try {
      (await chat()).open();
      frame.hidden = true;
      say("");
    } catch {
      say(words.failedToLoad);
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  const prepare = () => void chat().catch(() => undefined);
  button.addEventListener("click", () => void open());
  button.addEventListener("pointerenter", prepare, { once: true });
  button.addEventListener("focus", prepare, { once: true });
  if (options.open) void open();
  else if (browserKept().conversation() !== null) prepare();
}

/** Loads and mounts the chat at the first call, and again only after a failure. */
function once(load: Load, root: ShadowRoot, options: MountOptions): () => Promise<Chat> {
  let chat: Promise<Chat> | null = null;
  return () => {
    chat ??= load()
      .then(({ mount }) => mount(root, options))
      .catch((error: unknown) => {
        chat = null;
        throw error;
      });
    return chat;
  };
}
