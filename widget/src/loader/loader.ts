// The script that a page loads.

import { readOptions } from "./options";
import { type Load, start } from "./start";

/** The file that holds the chat, by the build. */
declare const __ENTRY__: string;

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const options = readOptions(script);
  const load: Load = () => import(/* @vite-ignore */ `${options.base}/widget/${__ENTRY__}`);
  if (document.body) void start(options, load);
  else document.addEventListener("DOMContentLoaded", () => void start(options, load), { once: true });
}
