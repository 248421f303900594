import { describe, expect, test } from "vitest";
import { accentFrom, contrast, parse } from "./accent";

const COLOURS = ["#0b6e6e", "#ffe600", "#000000", "#ffffff", "#ff0055", "#7f7f7f", "#1a2b3c", "#fa0"];

describe.each(COLOURS)("%s", (colour) => {
  const { accent, onAccent, textOnLight, textOnDark } = accentFrom(colour);
  const rgb = (text: string) => parse(text) ?? expect.fail(`${text} is no colour`);
  const between = (one: string, other: string) => contrast(rgb(one), rgb(other));

  test("bears readable text", () => expect(between(accent, onAccent)).toBeGreaterThanOrEqual(4.5));
  test("is readable as text on light", () => expect(between(textOnLight, "#ffffff")).toBeGreaterThanOrEqual(4.5));
  test("is readable as text on dark", () => expect(between(textOnDark, "#14181b")).toBeGreaterThanOrEqual(4.5));
});

test("what is no colour becomes the default", () => {
  expect(accentFrom("red; } * { display: none")).toEqual(accentFrom("#0b6e6e"));
});

test("a colour that is readable already stays itself", () => {
  expect(accentFrom("#0b6e6e").textOnLight).toBe("#0b6e6e");
});
