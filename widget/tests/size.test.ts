// @vitest-environment node
import { expect, test } from "vitest";
import { firstLoad, LIMIT } from "../scripts/size.mjs";

test("what loads at first is small; `npm run build` comes before", () => {
  const files = firstLoad();
  expect(files.map(({ file }) => file)).toContain("widget.js");
  expect(files.length).toBeGreaterThan(1);
  expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(LIMIT);
});
