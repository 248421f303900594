// What a browser would keep, for several tabs of one browser: they share what is durable.

import type { Kept, Message } from "../src/transport/kept";

export class Browser {
  conversation: string | null = null;
  private readonly tabs = new Set<(id: string) => void>();

  /** A tab; the same outbox again is the same tab after a reload. */
  tab(outbox: Message[] = []): Kept & { kept: Message[] } {
    const tab = {
      kept: outbox,
      conversation: () => this.conversation,
      keepConversation: (id: string | null) => {
        this.conversation = id;
        if (id !== null) for (const heard of this.tabs) heard(id);
      },
      outbox: () => tab.kept,
      keepOutbox: (messages: readonly Message[]) => {
        tab.kept = [...messages];
      },
      watch: (begun: (id: string) => void) => {
        this.tabs.add(begun);
        return () => void this.tabs.delete(begun);
      },
    };
    return tab;
  }
}
