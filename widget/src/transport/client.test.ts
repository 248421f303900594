import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { Browser } from "../../tests/browser";
import { Gateway } from "../../tests/gateway";
import { createStore, type Store } from "../state/store";
import { createApi } from "./api";
import { ChatClient } from "./client";
import type { Kept } from "./kept";

// The test environment's own socket cannot dispatch its events; an error without a listener would end this process.
class TestSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    this.addEventListener("error", () => undefined);
  }
}

let gateway: Gateway;
let browser: Browser;
let running: ChatClient[];

beforeEach(async () => {
  vi.stubGlobal("WebSocket", TestSocket);
  gateway = await new Gateway().start();
  browser = new Browser();
  running = [];
});

afterEach(async () => {
  for (const one of running) one.stop();
  await gateway.stop();
});

const soon = <T>(check: () => T) => vi.waitFor(check, { timeout: 8_000, interval: 10 });

async function tab(kept: Kept = browser.tab()): Promise<{ client: ChatClient; store: Store }> {
  const store = createStore();
  const client = new ChatClient(store, createApi(gateway.base), kept, "en-GB");
  running.push(client);
  await client.start();
  return { client, store };
}

/** What is on screen: the traveller's words, then the replies to them. */
const log = (store: Store): string[] => {
  const { order, byId } = store.getState().messages;
  return order.flatMap((id) => [byId[id]?.mine ?? [], byId[id]?.replies.map((reply) => reply.text ?? "") ?? []].flat());
};
const deliveries = ({ getState }: Store) => getState().messages.order.map((id) => getState().messages.byId[id]?.delivery);
const line = (store: Store) => store.getState().connection.state;
const ids = () => gateway.received.map(({ message }) => message.message_id);

async function talking(): Promise<{ client: ChatClient; store: Store; conversation: string }> {
  gateway.has("c-1", [["m-1", "Hello", "Hi."]]);
  browser.conversation = "c-1";
  const one = await tab();
  await soon(() => expect(line(one.store)).toBe("open"));
  return { ...one, conversation: "c-1" };
}

describe("a conversation", () => {
  test("begins with the first message and goes on over the socket", async () => {
    const { client, store } = await tab();
    expect(gateway.conversations.size).toBe(0);
    client.say({ text: "Hello" });
    expect(log(store)).toEqual(["Hello"]);
    expect(deliveries(store)).toEqual(["sending"]);
    await soon(() => expect(line(store)).toBe("open"));
    expect(browser.conversation).toBe("conversation-1");
    client.say({ choice: { label: "The first one", value: "c_1" } });
    await soon(() => expect(deliveries(store)).toEqual(["answered", "answered"]));
    expect(log(store)).toEqual(["Hello", "You said: Hello", "The first one", "You said: c_1"]);
    expect(gateway.received.map(({ way }) => way)).toEqual(["post", "socket"]);
    expect(gateway.received[1]?.message).toMatchObject({ choice: "c_1", locale: "en-GB" });
    expect(gateway.received[1]?.message).not.toHaveProperty("text");
  });

  test("keeps what is written while the first message is on its way", async () => {
    const { client, store } = await tab();
    client.say({ text: "one" });
    client.say({ text: "two" });
    await soon(() => expect(deliveries(store)).toEqual(["answered", "answered"]));
    expect(gateway.conversations.size).toBe(1);
    expect(log(store)).toEqual(["one", "You said: one", "two", "You said: two"]);
  });

  test("is there again after a reload", async () => {
    const { store } = await talking();
    expect(log(store)).toEqual(["Hello", "Hi."]);
  });

  test("is read backwards page by page", async () => {
    gateway.has("c-1", Array.from({ length: 70 }, (_, n) => [`m-${n}`, `say ${n}`, `reply ${n}`]));
    browser.conversation = "c-1";
    const { client, store } = await tab();
    expect(store.getState().messages.order).toHaveLength(25);
    await client.older();
    await client.older();
    expect(store.getState().conversation.earlier).toBeNull();
    await client.older();
    expect(log(store)).toEqual(Array.from({ length: 70 }, (_, n) => [`say ${n}`, `reply ${n}`]).flat());
  });

  test("that is gone gives way to a new one, which gets what was unsent", async () => {
    const { client, store } = await talking();
    gateway.conversations.delete("c-1");
    gateway.dropSockets();
    await soon(() => expect(line(store)).toBe("lost"));
    client.say({ text: "still there?" });
    await soon(() => expect(store.getState().conversation.notice).toBe("restarted"));
    await soon(() => expect(log(store)).toEqual(["still there?", "You said: still there?"]));
    expect(browser.conversation).not.toBe("c-1");
  });
});

describe("the line", () => {
  test("comes back, and what got no answer is sent again under its id", async () => {
    const { client, store } = await talking();
    gateway.onMessage = () => gateway.dropSockets();
    client.say({ text: "lost on the way" });
    await soon(() => expect(gateway.received).toHaveLength(1));
    // The gateway never took it: it crashed before it could.
    gateway.conversations.get("c-1")?.pop();
    gateway.onMessage = null;
    await soon(() => expect(deliveries(store)).toEqual(["answered", "answered"]));
    expect(new Set(ids()).size).toBe(1);
    expect(log(store)).toEqual(["Hello", "Hi.", "lost on the way", "You said: lost on the way"]);
  });

  test("comes back, and what was answered meanwhile is shown once", async () => {
    const { client, store } = await talking();
    gateway.onMessage = (conversation, message) => {
      gateway.dropSockets();
      gateway.answer(conversation, message.message_id, "Answered while you were away.");
    };
    client.say({ text: "a question" });
    await soon(() => expect(deliveries(store)).toEqual(["answered", "answered"]));
    await soon(() => expect(line(store)).toBe("open"));
    expect(log(store)).toEqual(["Hello", "Hi.", "a question", "Answered while you were away."]);
    expect(gateway.conversations.get("c-1")).toHaveLength(2);
  });

  test("is made up for by requests where sockets are blocked", async () => {
    gateway.blocksSockets = true;
    const { client, store } = await tab();
    client.say({ text: "one" });
    await soon(() => expect(line(store)).toBe("polling"));
    client.say({ text: "two" });
    await soon(() => expect(deliveries(store)).toEqual(["answered", "answered"]));
    expect(gateway.received.map(({ way }) => way)).toEqual(["post", "post"]);
    expect(gateway.received[1]?.message.conversation).toBe("conversation-1");
    gateway.blocksSockets = false;
    await soon(() => expect(line(store)).toBe("open"));
  });

  test("that is down at the first message leaves it to be tried again", async () => {
    gateway.down = true;
    const { client, store } = await tab();
    client.say({ text: "anybody?" });
    await soon(() => expect(deliveries(store)).toEqual(["failed"]));
    gateway.down = false;
    client.retry(store.getState().messages.order[0] ?? "");
    await soon(() => expect(deliveries(store)).toEqual(["answered"]));
    expect(log(store)).toEqual(["anybody?", "You said: anybody?"]);
  });

  test("keeps unsent messages over a reload", async () => {
    const { client } = await talking();
    const kept = browser.tab();
    client.stop();
    const first = await tab(kept);
    await soon(() => expect(line(first.store)).toBe("open"));
    gateway.onMessage = () => undefined;
    first.client.say({ text: "before the reload" });
    await soon(() => expect(gateway.received).toHaveLength(1));
    first.client.stop();
    gateway.conversations.get("c-1")?.pop();
    gateway.onMessage = null;
    const second = await tab(browser.tab(kept.kept));
    await soon(() => expect(deliveries(second.store)).toEqual(["answered", "answered"]));
    expect(new Set(ids()).size).toBe(1);
    expect(log(second.store)).toEqual(["Hello", "Hi.", "before the reload", "You said: before the reload"]);
  });
});

describe("an answer", () => {
  test("takes the place of a notice", async () => {
    const { client, store } = await talking();
    let id = "";
    gateway.onMessage = (conversation, message) => {
      id = message.message_id;
      const notice = { type: "reply", message_id: id, reply: { text: "Still looking." } };
      gateway.tell(conversation, notice, { type: "done", message_id: id, state: "waiting" });
    };
    client.say({ text: "hard one" });
    await soon(() => expect(log(store).at(-1)).toBe("Still looking."));
    expect(deliveries(store).at(-1)).toBe("sent");
    gateway.answer("c-1", id, "Found it.", "And more.");
    await soon(() => expect(deliveries(store).at(-1)).toBe("answered"));
    expect(log(store).slice(2)).toEqual(["hard one", "Found it.", "And more."]);
  });

  test("that comes twice is shown once", async () => {
    const { client, store } = await talking();
    client.say({ text: "hello again" });
    await soon(() => expect(deliveries(store).at(-1)).toBe("answered"));
    gateway.answer("c-1", ids()[0] ?? "", "You said: hello again");
    gateway.tell("c-1", { type: "changed", what: "bookings" });
    await soon(() => expect(store.getState().session.changes.bookings).toBe(1));
    expect(log(store).slice(2)).toEqual(["hello again", "You said: hello again"]);
  });

  test("is followed by all tabs, with the words of the one that asked", async () => {
    const one = await talking();
    const two = await tab();
    await soon(() => expect(line(two.store)).toBe("open"));
    one.client.say({ text: "from the first tab" });
    await soon(() => expect(log(two.store)).toEqual(log(one.store)));
    expect(log(two.store)).toEqual(["Hello", "Hi.", "from the first tab", "You said: from the first tab"]);
    two.client.say({ text: "from the second" });
    await soon(() => expect(log(one.store)).toHaveLength(6));
    await soon(() => expect(log(one.store)).toEqual(log(two.store)));
  });

  test("can come unasked", async () => {
    const { store } = await talking();
    gateway.conversations.get("c-1")?.push({ id: "n-1", said: null, replies: [] });
    gateway.answer("c-1", "n-1", "Your gate has changed.");
    await soon(() => expect(log(store)).toEqual(["Hello", "Hi.", "Your gate has changed."]));
  });
});

describe("a refusal", () => {
  test("that asks to wait is waited for", async () => {
    const { client, store } = await talking();
    gateway.refuse = [{ status: 429, slug: "too-many-requests", retryAfter: 1 }];
    client.say({ text: "too quick" });
    await soon(() => expect(deliveries(store).at(-1)).toBe("answered"));
    expect(gateway.received).toHaveLength(2);
    expect(new Set(ids()).size).toBe(1);
  });

  test("by trouble can be tried again under the same id", async () => {
    const { client, store } = await talking();
    gateway.refuse = [{ status: 503, slug: "unavailable" }];
    client.say({ text: "now?" });
    await soon(() => expect(deliveries(store).at(-1)).toBe("failed"));
    const id = store.getState().messages.order.at(-1) ?? "";
    expect(store.getState().messages.byId[id]).toMatchObject({ retryable: true, problem: "It is unavailable." });
    client.retry(id);
    await soon(() => expect(deliveries(store).at(-1)).toBe("answered"));
    expect(ids()).toEqual([id, id]);
  });

  test("of a choice that was taken is final", async () => {
    const { client, store } = await talking();
    gateway.refuse = [{ status: 409, slug: "used-choice" }];
    client.say({ choice: { label: "Yes", value: "c_9" } });
    await soon(() => expect(deliveries(store).at(-1)).toBe("failed"));
    const id = store.getState().messages.order.at(-1) ?? "";
    expect(store.getState().messages.byId[id]?.retryable).toBe(false);
    client.retry(id);
    gateway.dropSockets();
    await soon(() => expect(gateway.open).toBe(0));
    await soon(() => expect(line(store)).toBe("open"));
    expect(gateway.received).toHaveLength(1);
  });
});

describe("an account", () => {
  test("is entered with the grant that the socket brings", async () => {
    const { store } = await talking();
    await soon(() => expect(store.getState().session.user).toBeNull());
    gateway.tell("c-1", { type: "session", grant: "g_once" });
    await soon(() => expect(store.getState().session.user?.email).toBe("ada@trips.example"));
    // The first socket was a guest's.
    await soon(() => expect([gateway.handshakes, gateway.open]).toEqual([2, 1]));
    await soon(() => expect(line(store)).toBe("open"));
    expect(gateway.requests).toContainEqual({ method: "POST", path: "/api/sessions", body: { grant: "g_once" } });
    expect(store.getState().session.changes.bookings).toBe(1);
  });

  test.each([
    ["signed_out", "signedOut"],
    ["forgotten", "forgotten"],
  ])("that is left (%s) leaves nothing behind", async (state, notice) => {
    const { store } = await talking();
    gateway.tell("c-1", { type: "session", state });
    await soon(() => expect(store.getState().conversation).toMatchObject({ id: null, notice }));
    expect(log(store)).toEqual([]);
    expect(browser.conversation).toBeNull();
    expect(store.getState().session.user).toBeNull();
  });

  test("has other conversations to open", async () => {
    const { client, store } = await talking();
    gateway.has("c-2", [["m-9", "On the phone", "Yes."]]);
    await client.open("c-2");
    await soon(() => expect(line(store)).toBe("open"));
    expect(log(store)).toEqual(["On the phone", "Yes."]);
    client.say({ text: "here now" });
    await soon(() => expect(gateway.conversations.get("c-2")).toHaveLength(2));
    expect(gateway.conversations.get("c-1")).toHaveLength(1);
  });
});
