// The codes that the assistant has mailed; without a mail server they lie in its folder.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MAILS } from "./places";

const PATIENCE = { timeout: 15_000 };
const KIND = /sign_in_code/;

/** Codes for signing in that were sent to the address, oldest first. */
function codesTo(address: string): string[] {
  // The folder comes with the first mail.
  const names = existsSync(MAILS) ? readdirSync(MAILS).filter((name) => KIND.test(name)) : [];
  const mails = names.sort().map((name) => readFileSync(join(MAILS, name), "utf-8"));
  const own = mails.filter((mail) => mail.includes(`To: ${address}`));
  return own.flatMap((mail) => /\b\d{6}\b/.exec(mail.slice(mail.search(/\r?\n\r?\n/))) ?? []);
}

/** Notes what was sent before, and gives a way to wait for the next code. */
export function codeFor(address: string): () => Promise<string> {
  const before = codesTo(address).length;
  return async () => {
    await expect.poll(() => codesTo(address).length, PATIENCE).toBeGreaterThan(before);
    return codesTo(address)[before] ?? "";
  };
}
