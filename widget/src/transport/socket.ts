// A web socket that comes back by itself: with growing pauses and jitter, at once when the browser is online again.

export interface SocketHandlers {
  opened(): void;
  frame(frame: unknown): void;
  /** It closed, or did not open; `attempts` in a row that never opened. */
  lost(attempts: number): void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 20_000;
/** Milliseconds after which a socket that does not open, or does not answer, is taken to be dead. */
const SILENCE = 12_000;

export class LiveSocket {
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private stopped = false;
  private readonly hurry = () => this.reconnectNow();

  constructor(
    private readonly url: string,
    private readonly on: SocketHandlers,
  ) {
    window.addEventListener("online", this.hurry);
    this.connect();
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Sends now; false when there is no open socket. A socket that stays silent afterwards counts as dead. */
  send(message: unknown): boolean {
    if (!this.isOpen) return false;
    this.socket?.send(JSON.stringify(message));
    this.watch();
    return true;
  }

  /** Tries again without waiting, unless a socket is open or on its way. */
  reconnectNow(): void {
    if (this.stopped || this.socket !== null) return;
    clearTimeout(this.timer);
    this.connect();
  }

  /** Ends for good. */
  stop(): void {
    this.stopped = true;
    window.removeEventListener("online", this.hurry);
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private connect(): void {
    this.timer = undefined;
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.url);
    } catch {
      // A page's policy may forbid the address.
      this.later();
      return;
    }
    this.socket = socket;
    this.watch();
    socket.addEventListener("open", () => {
      if (this.socket !== socket) return;
      this.alive();
      this.attempts = 0;
      this.on.opened();
    });
    socket.addEventListener("message", (event: MessageEvent<string>) => {
      if (this.socket !== socket) return;
      this.alive();
      this.on.frame(parse(event.data));
    });
    socket.addEventListener("close", () => {
      if (this.socket === socket) this.later();
    });
  }

  /** A dead line may take minutes to close properly: it is let go at once. */
  private drop(): void {
    const socket = this.socket;
    if (!socket) return;
    this.later();
    socket.close();
  }

  private later(): void {
    this.socket = null;
    this.alive();
    if (this.stopped) return;
    this.attempts += 1;
    const pause = Math.min(FIRST_PAUSE * 2 ** (this.attempts - 1), LONGEST_PAUSE);
    this.timer = setTimeout(() => this.connect(), pause / 2 + (Math.random() * pause) / 2);
    this.on.lost(this.attempts);
  }

  private watch(): void {
    this.watchdog ??= setTimeout(() => this.drop(), SILENCE);
  }

  private alive(): void {
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The address of a conversation's socket; `base` as for requests. */
export function socketUrl(base: string, conversation: string): string {
  const url = new URL(`${base}/api/chat/${encodeURIComponent(conversation)}/socket`, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
