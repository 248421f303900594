// @vitest-environment node
import { expect, test } from "vitest";
import { generate, kept } from "../scripts/types.mjs";

test("the types fit the schemas of messages/", async () => {
  expect(await generate()).toBe(kept());
}, 30_000);
