// The full page: the same chat, without a launcher.

import { fetchConfig } from "../loader/config";
import { browserLanguage, languageFor } from "../strings";
import { mount } from "./main";

const host = document.getElementById("tripwright");
if (host) {
  const wanted = new URLSearchParams(window.location.search).get("language");
  const config = await fetchConfig("");
  const language = wanted ? languageFor(wanted) : browserLanguage(config.locale);
  document.documentElement.lang = language.locale;
  const root = host.attachShadow({ mode: "open" });
  (await mount(root, { base: "", mode: "page", position: "end", config, language })).open();
}
