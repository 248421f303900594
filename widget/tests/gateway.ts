// A small gateway for tests: real HTTP and web sockets on loopback, with the rules of ours that matter to a client.
// A message is kept before it is answered, and the same id again gets the first answer.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket as Socket, WebSocketServer } from "ws";
import type { HistoryEntry } from "../src/state/messages";
import type { Reply } from "../src/types/reply";

interface Wire {
  conversation?: string;
  message_id: string;
  text?: string;
  choice?: string;
}

interface Kept {
  id: string;
  said: string | null;
  replies: Reply[];
}

interface Problem {
  status: number;
  slug: string;
  retryAfter?: number;
}

export class Gateway {
  readonly conversations = new Map<string, Kept[]>();
  readonly received: { way: "post" | "socket"; message: Wire }[] = [];
  readonly requests: { method: string; path: string; body: unknown }[] = [];
  /** Whether handshakes are refused, as behind a proxy that knows no sockets. */
  blocksSockets = false;
  /** Whether nothing is answered at all. */
  down = false;
  /** Sockets that were opened so far. */
  handshakes = 0;
  /** What is refused next. */
  refuse: Problem[] = [];
  /** Called instead of answering; what it leaves out is kept unanswered. */
  onMessage: ((conversation: string, message: Wire) => void) | null = null;
  user: { id: string; email: string } | null = null;
  private readonly followers = new Map<string, Set<Socket>>();
  private readonly server: Server = createServer((request, response) => void this.handle(request, response));
  private readonly sockets = new WebSocketServer({ noServer: true });

  async start(): Promise<this> {
    this.server.on("upgrade", (request, socket, head) => {
      const id = /^\/api\/chat\/([^/]+)\/socket$/.exec(request.url ?? "")?.[1] ?? "";
      if (this.down || this.blocksSockets || !this.conversations.has(id)) {
        socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (opened) => this.follow(id, opened));
    });
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.dropSockets();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get open(): number {
    return [...this.followers.values()].reduce((sum, one) => sum + one.size, 0);
  }

  dropSockets(): void {
    for (const set of this.followers.values()) for (const socket of set) socket.terminate();
  }

  tell(conversation: string, ...frames: object[]): void {
    for (const socket of this.followers.get(conversation) ?? []) for (const one of frames) socket.send(JSON.stringify(one));
  }

  /** Keeps an answer and tells everybody who follows. */
  answer(conversation: string, id: string, ...texts: string[]): void {
    const kept = this.conversations.get(conversation)?.find((one) => one.id === id);
    if (!kept) throw new Error(`no message ${id}`);
    kept.replies = texts.map((text) => ({ text }));
    this.tell(conversation, ...frames(kept));
  }

  /** A conversation that exists already. */
  has(conversation: string, turns: [id: string, said: string | null, ...replies: string[]][]): void {
    const kept = turns.map(([id, said, ...replies]) => ({ id, said, replies: replies.map((text) => ({ text })) }));
    this.conversations.set(conversation, kept);
  }

  private follow(conversation: string, socket: Socket): void {
    this.handshakes += 1;
    const set = this.followers.get(conversation) ?? new Set();
    this.followers.set(conversation, set.add(socket));
    socket.on("close", () => set.delete(socket));
    socket.on("message", (raw) => {
      const message = JSON.parse(String(raw)) as Wire;
      this.received.push({ way: "socket", message });
      const refusal = this.refuse.shift();
      const known = this.conversations.get(conversation)?.find((one) => one.id === message.message_id);
      if (refusal) {
        const retry = refusal.retryAfter === undefined ? {} : { retry_after: refusal.retryAfter };
        socket.send(JSON.stringify({ type: "error", message_id: message.message_id, problem: problem(refusal), ...retry }));
      } else if (known?.replies.length) {
        for (const frame of frames(known)) socket.send(JSON.stringify(frame));
      } else this.take(conversation, message);
    });
  }

  private take(conversation: string, message: Wire): void {
    const kept = this.conversations.get(conversation) ?? [];
    this.conversations.set(conversation, kept);
    if (!kept.some((one) => one.id === message.message_id)) {
      kept.push({ id: message.message_id, said: message.text ?? `choice ${message.choice}`, replies: [] });
    }
    if (this.onMessage) this.onMessage(conversation, message);
    else {
      this.tell(conversation, { type: "typing", message_id: message.message_id });
      this.answer(conversation, message.message_id, `You said: ${message.text ?? message.choice}`);
    }
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
    const url = new URL(request.url ?? "/", this.base);
    this.requests.push({ method: request.method ?? "", path: url.pathname, body });
    if (this.down) {
      response.destroy();
      return;
    }
    const [status, answer] = this.respond(request.method ?? "", url, body);
    const refusal = status >= 400 ? (answer as { retry_after?: number }) : {};
    const headers = refusal.retry_after === undefined ? {} : { "Retry-After": String(refusal.retry_after) };
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(answer));
  }

  private respond(method: string, url: URL, body: unknown): [number, unknown] {
    if (url.pathname === "/api/sessions") {
      if (method === "POST") this.user = { id: "u_1", email: "ada@trips.example" };
      return [method === "POST" ? 201 : 200, { user: this.user }];
    }
    if (url.pathname === "/api/chat") return this.chat(body as Wire);
    const id = /^\/api\/chat\/([^/]+)$/.exec(url.pathname)?.[1] ?? "";
    const kept = this.conversations.get(id);
    return kept ? [200, page(id, kept, url)] : [404, problem({ status: 404, slug: "unknown-conversation" })];
  }

  private chat(message: Wire): [number, unknown] {
    this.received.push({ way: "post", message });
    const refusal = this.refuse.shift();
    if (refusal) return [refusal.status, { ...problem(refusal), retry_after: refusal.retryAfter }];
    const conversation = message.conversation ?? `conversation-${this.conversations.size + 1}`;
    if (message.conversation !== undefined && !this.conversations.has(conversation)) {
      return [404, problem({ status: 404, slug: "unknown-conversation" })];
    }
    this.take(conversation, message);
    const replies = this.conversations.get(conversation)?.find((one) => one.id === message.message_id)?.replies ?? [];
    return [200, { conversation, replies: replies.length ? replies : [{ text: "Still looking." }] }];
  }
}

const frames = (kept: Kept): object[] => [
  ...kept.replies.map((reply) => ({ type: "reply", message_id: kept.id, reply })),
  { type: "done", message_id: kept.id, state: "answered" },
];

const problem = ({ status, slug }: Problem) => ({ type: `/api/docs#${slug}`, title: slug, status, detail: `It is ${slug}.` });

/** As ours: whole turns, the newest, oldest first, with a cursor to what is before them. */
function page(conversation: string, kept: readonly Kept[], url: URL): unknown {
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const end = Number(url.searchParams.get("before") ?? kept.length);
  const start = Math.max(0, end - Math.floor(limit / 2));
  const items = kept.slice(start, end).flatMap((one, place): HistoryEntry[] => {
    const at = new Date(Date.UTC(2026, 10, 1, 12, start + place)).toISOString();
    const mine: HistoryEntry[] = one.said === null ? [] : [{ role: "traveller", message_id: one.id, text: one.said, at }];
    return [...mine, ...one.replies.map((reply): HistoryEntry => ({ role: "assistant", message_id: one.id, reply, at }))];
  });
  return { conversation, items, next: start > 0 ? String(start) : null };
}
