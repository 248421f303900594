// How long a browser with nothing cached takes until the page can be written to, and how much it loads for that. Prints
// one line of JSON for each visit. tests/bench/widget.py of the project starts it.

import { chromium } from "playwright-core";

const [address, program, visits] = process.argv.slice(2);
const unconfined = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: program, args: unconfined });
for (let visit = 0; visit < Number(visits); visit += 1) console.log(JSON.stringify(await look()));
await browser.close();

async function look() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  let bytes = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await network.send("Network.enable");
  await page.addInitScript(noteWhenUsable);
  await page.goto(address);
  const noted = await page.waitForFunction(() => {
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    return painted && window.usable && { painted, usable: window.usable };
  });
  const times = await noted.jsonValue();
  await context.close();
  return { ...times, bytes };
}

/** Milliseconds from the start of the navigation to the first frame in which the composer has the focus. */
function noteWhenUsable() {
  const check = () => {
    const root = document.getElementById("tripwright")?.shadowRoot;
    if (root?.activeElement?.matches("textarea")) window.usable = performance.now();
    else requestAnimationFrame(check);
  };
  requestAnimationFrame(check);
}
