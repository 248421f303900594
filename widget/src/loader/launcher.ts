// The round button with the number of unread messages.

import type { launcher } from "../strings/en";
import type { Tongue } from "../strings/languages";

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE =
  "M12 3.5c-4.97 0-9 3.4-9 7.6 0 2.2 1.1 4.2 2.9 5.6-.1 1.2-.6 2.3-1.4 3.2 1.7 0 3.3-.6 4.6-1.6.9.3 1.9.4 2.9.4 " +
  "4.97 0 9-3.4 9-7.6s-4.03-7.6-9-7.6z";

export interface Launcher {
  frame: HTMLElement;
  button: HTMLButtonElement;
  showUnread(count: number): void;
  /** A line beside the button; empty takes it away. */
  say(words: string): void;
}

export function drawLauncher(brand: string, words: typeof launcher, tongue: Tongue, position: string): Launcher {
  const frame = element("div", `tw-root tw-launch tw-launch--${position}`);
  frame.dir = tongue.direction;
  frame.lang = tongue.locale;
  const note = element("p", "tw-launch-note");
  note.setAttribute("role", "status");
  const button = element("button", "tw-launcher");
  button.type = "button";
  button.setAttribute("aria-haspopup", "dialog");
  const badge = element("span", "tw-badge");
  button.append(icon(), badge);
  frame.append(note, button);
  const showUnread = (count: number) => {
    badge.textContent = count ? String(Math.min(count, 99)) : "";
    badge.hidden = count === 0;
    const name = words.open(brand);
    button.setAttribute("aria-label", count ? `${name} (${words.unread(count)})` : name);
  };
  showUnread(0);
  return { frame, button, showUnread, say: (words) => void (note.textContent = words) };
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  node.className = name;
  return node;
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
