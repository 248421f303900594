import { expect, test } from "vitest";
import { readFrame } from "./frames";

test("words said elsewhere are a frame when they are whole", () => {
  const frame = { type: "said", message_id: "m", text: "from a phone", channel: "telegram" };
  expect(readFrame(frame)).toEqual(frame);
  expect(readFrame({ ...frame, text: undefined })).toBeNull();
  expect(readFrame({ ...frame, message_id: 1 })).toBeNull();
});

test("a reply needs its reply, and what is unknown is nothing", () => {
  expect(readFrame({ type: "reply", message_id: "m", reply: { text: "hi" } })).not.toBeNull();
  expect(readFrame({ type: "reply", message_id: "m" })).toBeNull();
  for (const raw of [null, "said", {}, { type: "later" }]) expect(readFrame(raw)).toBeNull();
});
