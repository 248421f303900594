// The line between a browser and the assistant, which can be cut.

import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { ASSISTANT } from "./places";

const GATEWAY = Number(new URL(ASSISTANT).port);

export class Line {
  private readonly open = new Set<Socket>();
  private refuses = false;
  private mute: "up" | "down" | null = null;
  private readonly server = createServer((near) => this.join(near));

  /** The address at which the assistant is reached by this line. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What is sent in this direction is lost from now on, as on a line that is dying. */
  lose(direction: "up" | "down"): void {
    this.mute = direction;
  }

  /** All connections break, and nobody gets through. */
  cut(): void {
    this.refuses = true;
    for (const socket of this.open) socket.destroy();
  }

  mend(): void {
    this.refuses = false;
    this.mute = null;
  }

  stop(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket): void {
    if (this.refuses) {
      near.destroy();
      return;
    }
    const far = connect(GATEWAY, "127.0.0.1");
    this.pass(near, far, "up");
    this.pass(far, near, "down");
  }

  private pass(from: Socket, to: Socket, direction: "up" | "down"): void {
    this.open.add(from);
    from.on("data", (bytes) => this.mute !== direction && to.write(bytes));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.open.delete(from);
      to.destroy();
    });
  }
}
