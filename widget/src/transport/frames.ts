// What the gateway sends over the socket.

import type { Reply } from "../types/reply";
import type { Problem } from "./api";

export type Frame =
  | { type: "typing"; message_id: string }
  | { type: "said"; message_id: string; text: string; channel: string }
  | { type: "reply"; message_id: string; reply: Reply }
  | { type: "done"; message_id: string; state: string }
  | { type: "error"; message_id?: string; problem: Problem; retry_after?: number }
  | { type: "session"; grant?: string; state?: "signed_out" | "forgotten" }
  | { type: "changed"; what: string };

const NAMED = new Set(["typing", "said", "reply", "done"]);

/** A frame of ours, or null for what a later gateway may send besides. */
export function readFrame(raw: unknown): Frame | null {
  if (typeof raw !== "object" || raw === null || !("type" in raw)) return null;
  const frame = raw as Record<string, unknown>;
  if (NAMED.has(String(frame.type))) {
    const whole = frame.type === "reply" ? isObject(frame.reply) : frame.type !== "said" || typeof frame.text === "string";
    return typeof frame.message_id === "string" && whole ? (raw as Frame) : null;
  }
  if (frame.type === "error") return isObject(frame.problem) ? (raw as Frame) : null;
  return frame.type === "session" || frame.type === "changed" ? (raw as Frame) : null;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;
