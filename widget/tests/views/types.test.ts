import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

it("the types are those of the interface as it is now", { timeout: 60_000 }, () => {
  expect(() => execFileSync("node", ["scripts/types.mjs", "--check"], { encoding: "utf-8", stdio: "pipe" })).not.toThrow();
});
