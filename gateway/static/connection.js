// Talks to the gateway: over the web socket while it is open, over POST otherwise.

const place = () => ({
  locale: /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(navigator.language) ? navigator.language : undefined,
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

export const newId = () => `w_${Array.from(crypto.getRandomValues(new Uint8Array(12)), hex).join("")}`;
const hex = (byte) => byte.toString(16).padStart(2, "0");

export class Connection {
  // `on` has frame(frame), lost() and found(); a frame is what the socket sends, whichever way it came.
  constructor(on) {
    this.on = on;
    this.conversation = null;
    this.socket = null;
    this.pause = 1000;
  }

  follow(conversation) {
    this.conversation = conversation;
    this.socket?.close();
    this.#open();
  }

  leave() {
    this.conversation = null;
    this.socket?.close();
    this.socket = null;
  }

  // Sends {text} or {choice}; resolves once it is on its way. Rejects with a problem or an Error.
  async send(messageId, said) {
    const message = { message_id: messageId, ...said, ...place() };
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
      return;
    }
    const began = this.conversation;
    const response = await fetch("/api/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(began ? { conversation: began, ...message } : message),
    });
    const body = await response.json();
    if (!response.ok) throw Object.assign(new Error(body.detail ?? "refused"), { problem: body });
    if (!began) this.on.began(body.conversation);
    for (const reply of body.replies) this.on.frame({ type: "reply", message_id: messageId, reply });
    // Whether that was the answer or a notice is not said here; the socket replaces it if an answer follows.
    this.on.frame({ type: "done", message_id: messageId, state: "unknown" });
    if (!began) this.follow(body.conversation);
  }

  async history(before) {
    const query = before ? `?before=${encodeURIComponent(before)}` : "";
    const response = await fetch(`/api/chat/${encodeURIComponent(this.conversation)}${query}`);
    if (response.status === 404) return null;
    if (!response.ok) throw new Error("history");
    return response.json();
  }

  #open() {
    const conversation = this.conversation;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/api/chat/${encodeURIComponent(conversation)}/socket`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.pause = 1000;
      this.on.found();
    });
    socket.addEventListener("message", (event) => this.on.frame(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (this.socket !== socket || this.conversation !== conversation) return;
      this.on.lost();
      setTimeout(() => this.conversation === conversation && this.socket === socket && this.#open(), this.pause);
      this.pause = Math.min(this.pause * 2, 15000);
    });
  }
}
