// Somebody else's page that embeds the widget, from another origin, with styles that mean no good.

import { createServer, type Server } from "node:http";
import { ASSISTANT, FOREIGN_PORT } from "./places";

/** As a site that the assistant trusts; another host name is another site. */
export const FOREIGN = `http://localhost:${FOREIGN_PORT}`;

const HOSTILE = `
  * { all: unset !important; color: red !important; box-sizing: content-box !important; font-family: cursive !important; }
  html { font-size: 60px !important; line-height: 4 !important; letter-spacing: 9px !important; text-transform: uppercase !important; }
  style, script, head, title { display: none !important; }
  div, button, input, textarea, tripwright-chat { display: block !important; margin: 33px !important; padding: 21px !important;
    transform: rotate(3deg) !important; opacity: 0.4 !important; filter: blur(2px) !important; background: yellow !important; }
  .tw-root, .tw-app, .tw-button, .card { position: static !important; width: 50px !important; visibility: hidden !important; }
  tripwright-chat { position: relative !important; z-index: -1 !important; overflow: hidden !important; height: 0 !important; }
  .banner { position: fixed !important; inset: auto 0 0 0 !important; height: 300px !important; z-index: 2147483647 !important;
    background: navy !important; margin: 0 !important; transform: none !important; opacity: 1 !important; filter: none !important; }
`;
const KIND = `body { margin: 0; font: 16px sans-serif; } h1 { margin: 40px; }`;

export interface Page {
  hostile?: boolean;
  /** Attributes of the script tag. */
  attributes?: string;
}

/** The address of such a page. */
export function foreignPage({ hostile = false, attributes = "" }: Page = {}): string {
  return `${FOREIGN}/?${new URLSearchParams({ hostile: String(hostile), attributes }).toString()}`;
}

export function serveForeign(): Promise<Server> {
  const server = createServer((request, response) => {
    const wanted = new URL(request.url ?? "/", FOREIGN).searchParams;
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(documentOf(wanted.get("hostile") === "true", wanted.get("attributes") ?? ""));
  });
  return new Promise((resolve) => server.listen(FOREIGN_PORT, "localhost", () => resolve(server)));
}

function documentOf(hostile: boolean, attributes: string): string {
  return `<!doctype html><html lang="en"><head><title>A travel blog</title><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>${hostile ? HOSTILE : KIND}</style></head>
    <body><main><h1>A travel blog</h1><p>Words about the sea. <a href="#more">More</a></p></main>
    ${hostile ? '<div class="banner">Subscribe</div>' : ""}
    <script src="${ASSISTANT}/widget.js" data-tripwright ${attributes}></script></body></html>`;
}
