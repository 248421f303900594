// The full page: the same chat, without a launcher.

import { fetchConfig } from "../loader/config";
import { tongueFor } from "../strings/languages";
import { mount } from "./main";

const host = document.getElementById("tripwright");
if (host) {
  const language = new URLSearchParams(window.location.search).get("language") || null;
  const config = await fetchConfig("");
  document.documentElement.lang = tongueFor(language, config.locale).locale;
  const root = host.attachShadow({ mode: "open" });
  (await mount(root, { base: "", mode: "page", position: "end", config, language })).open();
}
