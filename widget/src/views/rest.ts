// Calls to the REST interface, held to its description: names, queries, bodies and answers.

import { type Api, ApiProblem } from "../transport/api";
import type { Operations } from "../types/api";
import type { Words } from "./words";

export type Operation = keyof Operations;

export interface Wanted<K extends Operation> {
  /** What stands for the names in the path. */
  path?: Record<string, string>;
  query?: Partial<Record<Operations[K]["query"], string | number | null | undefined>>;
  body?: Operations[K]["body"];
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Rejects with ApiProblem when it is refused, with TypeError when nobody can be reached. */
export function request<K extends Operation>(api: Api, operation: K, wanted: Wanted<K> = {}): Promise<Operations[K]["answer"]> {
  const [method, pattern] = operation.split(" ") as ["GET" | "POST" | "PATCH" | "DELETE", string];
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(wanted.path?.[name] ?? ""));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted.query ?? {})) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const address = query.size ? `${path}?${query.toString()}` : path;
  const options = { headers: wanted.headers ?? {}, ...(wanted.signal ? { signal: wanted.signal } : {}) };
  return method === "GET" ? api.get(address, options) : api.send(method, address, wanted.body, options);
}

/** Why something failed, in words for the traveller. */
export function explain(error: unknown, strings: Words): string {
  const words = strings.views;
  if (!(error instanceof ApiProblem)) return words.unreachable;
  if (error.status === 429) return words.tooMany(Math.ceil((error.retryAfter ?? 60) / 60));
  const fields = error.problem.errors?.map((one) => one.message).join("; ");
  return fields || error.message;
}

/** What is wrong with single fields, by their names. */
export function wrongFields(error: unknown): Record<string, string> {
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  return Object.fromEntries(errors.map((one) => [one.field.split(".")[0] ?? one.field, one.message]));
}
