// The conversation with the gateway: sends what is said and puts what comes back into the store. What is unsent is kept
// and sent again under the same id, which the gateway knows again, so nothing is lost and nothing said twice.

import { isSending, messages } from "../state/messages";
import { CHANGES, type Change, began, changed, connection, identified, loading, named, online } from "../state/slices";
import type { Notice, User } from "../state/slices";
import type { Store } from "../state/store";
import type { Reply } from "../types/reply";
import { type Api, ApiProblem, type Problem } from "./api";
import { type Frame, readFrame } from "./frames";
import type { Kept, Message } from "./kept";
import { Outbox, type Said, wire } from "./outbox";
import { Reading } from "./reading";
import { LiveSocket, socketUrl } from "./socket";

const POLL = 4_000;
/** Seconds for which a message that came too soon waits by itself. */
const LONGEST_WAIT = 30;
/** Sockets that did not open this often in a row, while requests get through, are taken to be blocked. */
const BLOCKED_AFTER = 2;

export class ChatClient {
  private socket: LiveSocket | null = null;
  private poll: ReturnType<typeof setTimeout> | undefined;
  private posting = false;
  private stopped = false;
  private readonly outbox: Outbox;
  private readonly reading: Reading;
  private readonly waits = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly undo: (() => void)[] = [];

  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly kept: Kept,
    private readonly locale: string,
  ) {
    this.outbox = new Outbox(kept);
    this.reading = new Reading(store, api, { kept: (id) => this.arrived(id), gone: () => this.gone() });
  }

  /** Takes up the conversation that the browser knows, if there is one, with what was left unsent. */
  async start(): Promise<void> {
    this.watchBrowser();
    void this.identify();
    for (const one of this.outbox.all) this.show(one);
    const id = this.kept.conversation();
    if (id === null) this.flush();
    else await this.enter(id);
  }

  stop(): void {
    this.stopped = true;
    this.leave();
    for (const undo of this.undo) undo();
  }

  /** Says something; it appears at once. */
  say(said: Said): void {
    this.send(this.outbox.add(said));
  }

  /** Sends what failed once more, under its id. */
  retry(id: string): void {
    const message = this.outbox.find(id);
    if (message) this.send(message);
  }

  /** Follows another conversation of the account. */
  async open(id: string): Promise<void> {
    this.restart();
    this.kept.keepConversation(id);
    await this.enter(id);
  }

  /** Begins anew; the gateway hears of it with the first message. */
  restart(notice: Notice | null = null): void {
    this.leave();
    this.kept.keepConversation(null);
    this.outbox.keepOnly(() => false);
    this.store.dispatch(messages.cleared());
    this.store.dispatch(began({ id: null, notice }));
  }

  /** Reads what was said before the oldest that is here. */
  older(): Promise<void> {
    return this.reading.older();
  }

  /** Asks who is signed in. */
  async identify(): Promise<void> {
    try {
      const { user } = await this.api.get<{ user: User | null }>("/api/sessions");
      this.store.dispatch(identified(user));
    } catch {
      this.store.dispatch(identified(null));
    }
  }

  /** A session has begun: everything that is shown may be more now, and the socket comes back as the account's. */
  signedIn(user: User): void {
    this.store.dispatch(identified(user));
    if (this.socket && this.conversation !== null) this.follow(this.conversation);
    this.allChanged();
  }

  /** The session has ended: nothing of it stays here. */
  signedOut(why: "signedOut" | "forgotten"): void {
    this.store.dispatch(identified(null));
    this.restart(why);
    this.allChanged();
  }

  private get conversation(): string | null {
    return this.store.getState().conversation.id;
  }

  private get polling(): boolean {
    return this.store.getState().connection.state === "polling";
  }

  private async enter(id: string): Promise<void> {
    this.store.dispatch(began({ id }));
    this.store.dispatch(loading(true));
    await this.reading.newest();
    if (this.conversation === id && !this.stopped) this.follow(id);
  }

  private leave(): void {
    this.socket?.stop();
    this.socket = null;
    clearTimeout(this.poll);
    for (const wait of this.waits.values()) clearTimeout(wait);
    this.waits.clear();
    this.store.dispatch(connection("idle"));
  }

  private follow(id: string): void {
    this.socket?.stop();
    this.store.dispatch(connection("connecting"));
    let first = true;
    this.socket = new LiveSocket(socketUrl(this.api.base, id), {
      opened: () => {
        clearTimeout(this.poll);
        this.store.dispatch(connection("open"));
        // What was sent while nobody listened is in the history.
        if (!first || this.store.getState().messages.order.length) void this.reading.newest();
        first = false;
        this.flush();
      },
      frame: (raw) => this.take(id, readFrame(raw)),
      lost: (attempts) => void this.lost(id, attempts),
    });
  }

  private async lost(id: string, attempts: number): Promise<void> {
    if (!this.polling) this.store.dispatch(connection("lost"));
    if (attempts < BLOCKED_AFTER) return;
    // A browser does not say why a socket did not open: gone, blocked or nobody there. A request does.
    const reached = await this.reading.newest();
    if (this.conversation !== id || this.socket?.isOpen || this.stopped) return;
    this.store.dispatch(connection(reached ? "polling" : "lost"));
    clearTimeout(this.poll);
    if (!reached) return;
    this.flush();
    this.pollLater();
  }

  private pollLater(): void {
    this.poll = setTimeout(async () => {
      await this.reading.newest();
      if (this.polling && !this.stopped) this.pollLater();
    }, POLL);
  }

  private take(id: string, frame: Frame | null): void {
    if (frame === null || this.conversation !== id) return;
    switch (frame.type) {
      case "typing":
        this.store.dispatch(messages.typing({ id: frame.message_id, at: Date.now() }));
        this.fetchWords(frame.message_id);
        break;
      case "said":
        this.store.dispatch(messages.heard({ id: frame.message_id, text: frame.text, at: Date.now() }));
        break;
      case "reply":
        this.arrived(frame.message_id);
        this.store.dispatch(messages.replied({ id: frame.message_id, reply: frame.reply, at: Date.now() }));
        break;
      case "done":
        this.arrived(frame.message_id);
        this.store.dispatch(messages.done({ id: frame.message_id, state: frame.state }));
        this.fetchWords(frame.message_id);
        break;
      case "error":
        this.refused(frame.message_id ?? null, frame.problem, frame.retry_after ?? null);
        break;
      case "session":
        void this.session(frame);
        break;
      case "changed":
        this.noteChange(frame.what);
    }
  }

  /** What was said in another tab or on another device stands in the history only. */
  private fetchWords(id: string): void {
    if (this.store.getState().messages.byId[id]?.mine == null) void this.reading.newest();
  }

  private noteChange(what: string): void {
    const known = CHANGES.find((one): one is Change => one === what);
    if (known === undefined) return;
    this.store.dispatch(changed(known));
    if (known === "profile") void this.identify();
  }

  private async session({ grant, state }: Extract<Frame, { type: "session" }>): Promise<void> {
    if (grant === undefined) {
      this.signedOut(state === "forgotten" ? "forgotten" : "signedOut");
      return;
    }
    try {
      this.signedIn((await this.api.send<{ user: User }>("POST", "/api/sessions", { grant })).user);
    } catch {
      await this.identify();
      this.allChanged();
    }
  }

  private allChanged(): void {
    for (const what of CHANGES) this.store.dispatch(changed(what));
  }

  private show(message: Message): void {
    this.store.dispatch(messages.said({ id: message.message_id, text: message.shown, at: message.at }));
  }

  private send(message: Message): void {
    this.show(message);
    if (!this.socket?.send(wire(message, this.locale))) this.flush();
  }

  /** Sends what is unsent, in its order: over the socket when it is open, by request where there is none. */
  private flush(): void {
    const state = this.store.getState().messages;
    const pending = this.outbox.all.filter((one) => isSending(state, one.message_id) && !this.waits.has(one.message_id));
    if (this.socket?.isOpen) for (const one of pending) this.socket.send(wire(one, this.locale));
    else if (this.conversation === null || this.polling) void this.post(pending[0]);
  }

  private async post(message: Message | undefined): Promise<void> {
    if (message === undefined || this.posting || this.stopped || !navigator.onLine) return;
    const before = this.conversation;
    this.posting = true;
    try {
      const body = before === null ? {} : { conversation: before };
      const said = { ...body, ...wire(message, this.locale) };
      const answer = await this.api.send<{ conversation: string; replies: Reply[] }>("POST", "/api/chat", said);
      if (this.conversation === before && !this.stopped) await this.posted(message, answer.conversation, answer.replies);
    } catch (error) {
      if (this.conversation === before) this.notPosted(message, error);
    } finally {
      this.posting = false;
    }
    this.flush();
  }

  private async posted(message: Message, conversation: string, replies: readonly Reply[]): Promise<void> {
    const id = message.message_id;
    this.arrived(id);
    for (const reply of replies) this.store.dispatch(messages.replied({ id, reply, at: Date.now() }));
    // Whether that was the answer or a notice is not said here: the history tells.
    this.store.dispatch(messages.done({ id, state: "unknown" }));
    if (this.conversation === null) {
      this.kept.keepConversation(conversation);
      this.store.dispatch(named(conversation));
      this.follow(conversation);
    } else {
      await Promise.all([this.reading.newest(), this.identify()]);
    }
  }

  private notPosted(message: Message, error: unknown): void {
    if (error instanceof ApiProblem) this.refused(message.message_id, error.problem, error.retryAfter);
    else this.store.dispatch(messages.failed({ id: message.message_id, problem: null, retryable: true }));
  }

  private refused(id: string | null, problem: Problem, retryAfter: number | null): void {
    if (problem.type.endsWith("#unknown-conversation")) {
      this.gone();
    } else if (id !== null && retryAfter !== null && retryAfter <= LONGEST_WAIT) {
      clearTimeout(this.waits.get(id));
      const again = () => {
        this.waits.delete(id);
        this.retry(id);
      };
      this.waits.set(id, setTimeout(again, retryAfter * 1000));
    } else if (id !== null) {
      const retryable = problem.status >= 500 || problem.status === 429;
      if (!retryable) this.outbox.remove(id);
      this.store.dispatch(messages.failed({ id, problem: problem.detail ?? problem.title, retryable }));
    }
  }

  /** The conversation was cleaned away or belongs to an account now: what is unsent goes into a new one. */
  private gone(): void {
    if (this.conversation === null) return;
    this.leave();
    this.kept.keepConversation(null);
    const state = this.store.getState().messages;
    // Choices were bound to the conversation that is gone.
    this.outbox.keepOnly((one) => one.text !== undefined && isSending(state, one.message_id));
    this.store.dispatch(messages.restarted({ keep: this.outbox.all.map((one) => one.message_id) }));
    this.store.dispatch(began({ id: null, notice: "restarted" }));
    this.flush();
  }

  /** The gateway has it and answers by itself. */
  private arrived(id: string): void {
    if (this.outbox.remove(id)) this.store.dispatch(messages.accepted({ id }));
  }

  private watchBrowser(): void {
    const tell = () => {
      this.store.dispatch(online(navigator.onLine));
      this.flush();
    };
    const seen = () => {
      if (document.visibilityState !== "visible" || this.conversation === null) return;
      this.socket?.reconnectNow();
      void this.reading.newest();
    };
    tell();
    this.listen(window, "online", tell);
    this.listen(window, "offline", tell);
    this.listen(document, "visibilitychange", seen);
    this.undo.push(
      this.kept.watch((id) => {
        // Another tab has begun a conversation; one that has not begun its own joins in.
        if (this.conversation === null && !this.posting && !this.outbox.all.length) void this.enter(id);
      }),
    );
  }

  private listen(target: EventTarget, name: string, handler: () => void): void {
    target.addEventListener(name, handler);
    this.undo.push(() => target.removeEventListener(name, handler));
  }
}
