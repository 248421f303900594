// The mails that the assistant has written to its folder.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MAILS } from "./places";

const PATIENCE = 15_000;

/** Mails to the address so far, oldest first, as they lie there. */
function mailsTo(address: string): string[] {
  // The folder comes with the first mail.
  return (existsSync(MAILS) ? readdirSync(MAILS).sort() : [])
    .map((name) => readFileSync(join(MAILS, name), "utf-8"))
    .filter((mail) => new RegExp(`^To: .*${address.replaceAll(".", "\\.")}`, "m").test(mail));
}

/** Notes what is there, and gives a way to wait for the code of the next mail. */
export function codeFor(address: string): () => Promise<string> {
  const before = new Set(mailsTo(address));
  return async () => {
    let code: string | undefined;
    await expect
      .poll(
        () => {
          const fresh = mailsTo(address).find((mail) => !before.has(mail));
          code = fresh?.slice(fresh.search(/\r?\n\r?\n/)).match(/\b\d{6}\b/)?.[0];
          return code;
        },
        { timeout: PATIENCE, message: `a code by mail to ${address}` },
      )
      .toBeDefined();
    return code ?? "";
  };
}
