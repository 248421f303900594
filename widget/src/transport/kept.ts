// What the browser keeps: the conversation's id for good, unsent messages for as long as the tab lives.
// Browsers may forbid both; then the conversation lasts as long as the page.

const CONVERSATION = "tripwright.conversation";
const OUTBOX = "tripwright.outbox";

export interface Message {
  message_id: string;
  text?: string;
  choice?: string;
  /** The words to show: the text itself, or the label of the choice. */
  shown: string;
  at: number;
}

export interface Kept {
  conversation(): string | null;
  keepConversation(id: string | null): void;
  outbox(): Message[];
  keepOutbox(messages: readonly Message[]): void;
  /** Calls when another tab keeps a conversation; gives what ends that. */
  watch(begun: (id: string) => void): () => void;
}

/** What the browser keeps; either storage may be missing or forbidden. */
export function browserKept(): Kept {
  const durable = allowed(() => window.localStorage);
  const passing = allowed(() => window.sessionStorage);
  return {
    conversation: () => read(durable, CONVERSATION),
    keepConversation: (id) => write(durable, CONVERSATION, id),
    outbox: () => parsed(read(passing, OUTBOX)),
    keepOutbox: (messages) => write(passing, OUTBOX, messages.length ? JSON.stringify(messages) : null),
    watch(begun) {
      const heard = ({ key, newValue }: StorageEvent) => {
        if (key === CONVERSATION && newValue) begun(newValue);
      };
      window.addEventListener("storage", heard);
      return () => window.removeEventListener("storage", heard);
    },
  };
}

function allowed(storage: () => Storage): Storage | null {
  try {
    return storage();
  } catch {
    return null;
  }
}

function read(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(storage: Storage | null, key: string, value: string | null): void {
  try {
    if (value === null) storage?.removeItem(key);
    else storage?.setItem(key, value);
  } catch {
    // Full or forbidden: what is not kept is only lost at the next reload.
  }
}

function parsed(text: string | null): Message[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(found) ? found.filter(isMessage) : [];
  } catch {
    return [];
  }
}

function isMessage(one: unknown): one is Message {
  const it = one as Partial<Message> | null;
  return typeof it?.message_id === "string" && typeof it.shown === "string" && typeof it.at === "number";
}
