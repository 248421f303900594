// What has been said and is not answered yet; survives a reload of the tab.

import type { Kept, Message } from "./kept";

export type Said = { text: string } | { choice: { label: string; value: string } };

export class Outbox {
  private messages: readonly Message[];

  constructor(private readonly kept: Kept) {
    this.messages = kept.outbox();
  }

  get all(): readonly Message[] {
    return this.messages;
  }

  add(said: Said): Message {
    const common = { message_id: newId(), at: Date.now() };
    const message: Message =
      "text" in said
        ? { ...common, text: said.text, shown: said.text }
        : { ...common, choice: said.choice.value, shown: said.choice.label };
    this.set([...this.messages, message]);
    return message;
  }

  find(id: string): Message | undefined {
    return this.messages.find((one) => one.message_id === id);
  }

  /** False when it was not there. */
  remove(id: string): boolean {
    const left = this.messages.filter((one) => one.message_id !== id);
    if (left.length === this.messages.length) return false;
    this.set(left);
    return true;
  }

  keepOnly(wanted: (message: Message) => boolean): void {
    this.set(this.messages.filter(wanted));
  }

  private set(messages: readonly Message[]): void {
    this.messages = messages;
    this.kept.keepOutbox(messages);
  }
}

/** What goes to the gateway; it keeps locale and time zone for the conversation. */
export function wire(message: Message, locale: string): Record<string, string> {
  const fields: Record<string, string> = { message_id: message.message_id };
  if (message.choice === undefined) fields.text = message.text ?? message.shown;
  else fields.choice = message.choice;
  if (/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(locale)) fields.locale = locale;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) fields.time_zone = zone;
  return fields;
}

/** Random enough to be nobody else's; `randomUUID` is missing on pages without TLS. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
