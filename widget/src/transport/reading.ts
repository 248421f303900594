// Reads the history of the conversation into the store: the newest page again and again, older ones on demand.

import { messages, type HistoryEntry } from "../state/messages";
import { loading, reached } from "../state/slices";
import type { Store } from "../state/store";
import { type Api, ApiProblem } from "./api";

const PAGE = 50;
/** Milliseconds after which a conversation that was not found is looked for once more: at sign-in it belongs to the
 *  account a moment before this browser has the account's cookie. */
const SECOND_LOOK = 1_500;

interface History {
  items: HistoryEntry[];
  next: string | null;
}

export class Reading {
  private running: Promise<boolean> | null = null;
  private again = false;

  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly on: { kept(id: string): void; gone(): void },
  ) {}

  /** Reads the newest page; asked for while it reads, it reads once more. True when the page came. */
  newest(): Promise<boolean> {
    this.again = true;
    this.running ??= this.run();
    return this.running;
  }

  /** Reads what was said before the oldest that is here. */
  async older(): Promise<void> {
    const { id, earlier, loading: busy } = this.store.getState().conversation;
    if (id === null || earlier === null || busy) return;
    this.store.dispatch(loading(true));
    try {
      const page = await this.page(id, earlier);
      if (this.conversation !== id) return;
      this.store.dispatch(messages.older({ entries: page.items }));
      this.store.dispatch(reached(page.next));
    } catch {
      // It can be asked for again.
    } finally {
      if (this.conversation === id) this.store.dispatch(loading(false));
    }
  }

  private get conversation(): string | null {
    return this.store.getState().conversation.id;
  }

  private async run(): Promise<boolean> {
    let read = false;
    try {
      while (this.again) {
        this.again = false;
        read = await this.once();
      }
    } finally {
      this.running = null;
    }
    return read;
  }

  private async once(): Promise<boolean> {
    const id = this.conversation;
    if (id === null) return false;
    const page = await this.found(id);
    if (this.conversation !== id) return false;
    if (page === "gone") this.on.gone();
    else if (page !== null) this.put(page);
    this.store.dispatch(loading(false));
    return page !== null && page !== "gone";
  }

  private put(page: History): void {
    const first = page.items[0]?.message_id;
    this.store.dispatch(messages.newest({ entries: page.items, complete: page.next === null }));
    for (const one of page.items) this.on.kept(one.message_id);
    // Where older pages stand before this one, they know better where to go on.
    if (first === undefined || this.store.getState().messages.order[0] === first) this.store.dispatch(reached(page.next));
  }

  private async found(id: string): Promise<History | "gone" | null> {
    for (const pause of [0, SECOND_LOOK]) {
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        return await this.page(id, null);
      } catch (error) {
        if (!(error instanceof ApiProblem && error.status === 404)) return null;
      }
    }
    return "gone";
  }

  private page(id: string, before: string | null): Promise<History> {
    const query = before === null ? "" : `&before=${encodeURIComponent(before)}`;
    return this.api.get<History>(`/api/chat/${encodeURIComponent(id)}?limit=${PAGE}${query}`);
  }
}
