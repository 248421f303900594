// What a page says about the widget, by the attributes of its script tag.

export interface Options {
  /** Where the gateway is, without a slash at the end. */
  base: string;
  position: "start" | "end";
  /** BCP 47. */
  language: string | null;
  open: boolean;
  accent: string | null;
}

/** Reads `data-position`, `data-language`, `data-open` and `data-accent`; the gateway is where the script came from. */
export function readOptions(script: HTMLScriptElement): Options {
  const { position, language, open, accent } = script.dataset;
  return {
    base: new URL(".", script.src).href.replace(/\/$/, ""),
    position: position === "start" || position === "left" ? "start" : "end",
    language: language || null,
    open: open !== undefined && open !== "false",
    accent: accent || null,
  };
}
