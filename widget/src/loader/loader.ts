// The script that a page loads: shows the launcher and fetches the chat itself when somebody is about to use it, or
// already does. Plain DOM, because every visitor of the page pays for it.

import { browserKept } from "../transport/kept";
import { browserLanguage, languageFor } from "../strings/languages";
import { accentSheet, adopt } from "../theme/sheets";
import type { Chat, mount } from "../app/main";
import { fetchConfig } from "./config";
import launcherCss from "./launcher.css?inline";
import { readOptions, type Options } from "./options";

declare const __ENTRY__: string;

const ELEMENT = "tripwright-chat";
const SVG = "http://www.w3.org/2000/svg";
const BUBBLE = "M12 3.5c-4.97 0-9 3.4-9 7.6 0 2.2 1.1 4.2 2.9 5.6-.1 1.2-.6 2.3-1.4 3.2 1.7 0 3.3-.6 4.6-1.6.9.3 1.9.4 2.9.4 4.97 0 9-3.4 9-7.6s-4.03-7.6-9-7.6z";

class ChatElement extends HTMLElement {}

async function start(options: Options): Promise<void> {
  if (document.querySelector(ELEMENT)) return;
  if (!customElements.get(ELEMENT)) customElements.define(ELEMENT, ChatElement);
  const host = document.createElement(ELEMENT);
  const root = host.attachShadow({ mode: "open" });
  const config = await fetchConfig(options.base);
  const language = options.language ? languageFor(options.language) : browserLanguage(config.locale);
  const { strings, locale, direction } = language;
  adopt(root, launcherCss, accentSheet(options.accent ?? config.accent));

  const frame = document.createElement("div");
  frame.className = `tw-root tw-launch tw-launch--${options.position}`;
  frame.dir = direction;
  frame.lang = locale;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tw-launcher";
  button.setAttribute("aria-haspopup", "dialog");
  const badge = document.createElement("span");
  badge.className = "tw-badge";
  const note = document.createElement("p");
  note.className = "tw-launch-note";
  note.setAttribute("role", "status");
  button.append(icon(), badge);
  frame.append(note, button);
  root.append(frame);
  document.body.append(host);

  const showUnread = (count: number) => {
    badge.textContent = count ? String(Math.min(count, 99)) : "";
    badge.hidden = count === 0;
    const name = strings.app.open(config.brand);
    button.setAttribute("aria-label", count ? `${name} (${strings.app.unread(count)})` : name);
  };
  showUnread(0);

  let chat: Promise<Chat> | null = null;
  const load = (): Promise<Chat> => {
    chat ??= import(/* @vite-ignore */ `${options.base}/widget/${__ENTRY__}`)
      .then((module: { mount: typeof mount }) =>
        module.mount(root, {
          base: options.base,
          mode: "panel",
          position: options.position,
          config: { ...config, accent: options.accent ?? config.accent },
          language,
          onUnread: showUnread,
          onClosed() {
            frame.hidden = false;
            button.focus();
          },
        }),
      )
      .catch((error: unknown) => {
        chat = null;
        throw error;
      });
    return chat;
  };
  const open = async () => {
    button.setAttribute("aria-busy", "true");
    try {
      (await load()).open();
      frame.hidden = true;
      note.textContent = "";
    } catch {
      note.textContent = strings.app.failedToLoad;
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  const prepare = () => void load().catch(() => undefined);

  button.addEventListener("click", () => void open());
  button.addEventListener("pointerenter", prepare, { once: true });
  button.addEventListener("focus", prepare, { once: true });
  if (options.open) void open();
  else if (browserKept().conversation() !== null) prepare();
}

function icon(): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", BUBBLE);
  svg.append(path);
  return svg;
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const options = readOptions(script);
  if (document.body) void start(options);
  else document.addEventListener("DOMContentLoaded", () => void start(options), { once: true });
}
