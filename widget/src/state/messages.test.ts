import { describe, expect, test } from "vitest";
import reducer, { type HistoryEntry, isWriting, messages, type MessagesState } from "./messages";

const EMPTY: MessagesState = { order: [], byId: {} };
const run = (...actions: Parameters<typeof reducer>[1][]) => actions.reduce((state, one) => reducer(state, one), EMPTY);
const said = (id: string, text = id, at = 0) => messages.said({ id, text, at });
const replied = (id: string, text: string) => messages.replied({ id, reply: { text }, at: 0 });
const texts = ({ order, byId }: MessagesState) => order.map((id) => byId[id]?.replies.map((reply) => reply.text));
const turn = (id: string, ...replies: string[]): HistoryEntry[] => {
  const common = { message_id: id, at: "2026-11-01T12:00:00+00:00" };
  return [
    { ...common, role: "traveller", text: `say ${id}` },
    ...replies.map((text): HistoryEntry => ({ ...common, role: "assistant", reply: { text } })),
  ];
};
const page = (complete: boolean, ...turns: HistoryEntry[][]) => messages.newest({ entries: turns.flat(), complete });

describe("delivery", () => {
  test("goes from sending over sent to answered", () => {
    const states = [said("a"), messages.typing({ id: "a", at: 0 }), replied("a", "yes"), messages.done({ id: "a", state: "answered" })];
    const seen = states.map((_, n) => run(...states.slice(0, n + 1)).byId.a?.delivery);
    expect(seen).toEqual(["sending", "sent", "sent", "answered"]);
  });

  test("that failed says why, and starts over when tried again", () => {
    const failed = run(said("a"), messages.failed({ id: "a", problem: "No.", retryable: true }));
    expect(failed.byId.a).toMatchObject({ delivery: "failed", problem: "No.", retryable: true });
    expect(reducer(failed, said("a")).byId.a).toMatchObject({ delivery: "sending", problem: null });
  });

  test("cannot fail after the answer", () => {
    const state = run(said("a"), messages.done({ id: "a", state: "answered" }), messages.failed({ id: "a", problem: "No.", retryable: true }));
    expect(state.byId.a?.delivery).toBe("answered");
  });
});

describe("words from another channel", () => {
  const heard = (id: string, text: string) => messages.heard({ id, text, at: 0 });

  test("stand before their answer, as sent", () => {
    const state = run(said("a"), heard("b", "from a phone"), messages.typing({ id: "b", at: 0 }), replied("b", "B"));
    expect(state.order).toEqual(["a", "b"]);
    expect(state.byId.b).toMatchObject({ mine: "from a phone", delivery: "sent", typing: true });
    expect(state.byId.b?.replies).toEqual([{ text: "B" }]);
  });

  test("come late without taking an answer back, and change nothing that was said here", () => {
    const late = run(replied("b", "B"), messages.done({ id: "b", state: "answered" }), heard("b", "from a phone"));
    expect(late.byId.b).toMatchObject({ mine: "from a phone", delivery: "answered", answer: "settled" });
    expect(run(said("a", "mine"), heard("a", "other")).byId.a).toMatchObject({ mine: "mine", delivery: "sending" });
  });
});

describe("history", () => {
  test("puts what was missed between what is known and what is unsent", () => {
    const state = run(page(true, turn("a", "A")), said("c"), page(true, turn("a", "A"), turn("b", "B")));
    expect(state.order).toEqual(["a", "b", "c"]);
    expect(state.byId.c?.delivery).toBe("sending");
  });

  test("ends a turn whose frames were lost in the middle", () => {
    const state = run(said("a"), replied("a", "one"), page(true, turn("a", "one", "two")));
    expect(texts(state)).toEqual([["one", "two"]]);
    expect(reducer(state, replied("a", "two"))).toEqual(state);
  });

  test("without an answer keeps the notice that is only known here", () => {
    const state = run(said("a"), replied("a", "Wait."), messages.done({ id: "a", state: "waiting" }), page(true, turn("a")));
    expect(texts(state)).toEqual([["Wait."]]);
    expect(texts(reducer(state, page(true, turn("a", "Done."))))).toEqual([["Done."]]);
  });

  test("that does not reach what is here starts anew, with what is unsent", () => {
    const state = run(page(false, turn("a", "A")), said("z"), page(false, turn("m", "M"), turn("n", "N")));
    expect(state.order).toEqual(["m", "n", "z"]);
    expect(state.byId).not.toHaveProperty("a");
  });

  test("of older pages goes before, once", () => {
    const older = messages.older({ entries: [...turn("a", "A"), ...turn("b", "B")] });
    expect(run(page(false, turn("b", "B"), turn("c", "C")), older, older).order).toEqual(["a", "b", "c"]);
  });

  test("keeps a newer answer that came while it was on its way", () => {
    const state = run(page(true, turn("a", "A")), said("b"), replied("b", "B"), messages.done({ id: "b", state: "answered" }), page(true, turn("a", "A")));
    expect(state.order).toEqual(["a", "b"]);
  });
});

test("the assistant writes from the first sign of it to the end", () => {
  const states = [said("a"), messages.typing({ id: "a", at: 0 }), replied("a", "yes"), messages.done({ id: "a", state: "answered" })];
  expect(states.map((_, n) => isWriting(run(...states.slice(0, n + 1))))).toEqual([false, true, true, false]);
  expect(isWriting(run(said("a"), messages.typing({ id: "a", at: 0 }), messages.done({ id: "a", state: "waiting" })))).toBe(false);
});
