// REST calls to the gateway, with its cookie, wherever the widget is embedded.

import { createContext, useContext } from "react";

/** What the gateway says when it refuses (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
}

/** A refusal by the gateway; a gateway that cannot be reached rejects with the browser's TypeError. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** Seconds to wait, where the gateway said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail ?? problem.title);
  }

  /** The kind of problem: the last part of its type. */
  get slug(): string {
    return this.problem.type.split("#").at(-1) ?? "";
  }
}

export interface CallOptions {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export interface Api {
  /** Where the gateway is, without a slash at the end. */
  readonly base: string;
  get<T>(path: string, options?: CallOptions): Promise<T>;
  send<T>(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown, options?: CallOptions): Promise<T>;
}

export function createApi(base: string): Api {
  const call = async <T>(method: string, path: string, body: unknown, options: CallOptions = {}): Promise<T> => {
    const response = await fetch(base + path, {
      method,
      credentials: "include",
      signal: options.signal ?? null,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...options.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await refusal(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  return {
    base,
    get: (path, options) => call("GET", path, undefined, options),
    send: (method, path, body, options) => call(method, path, body, options),
  };
}

async function refusal(response: Response): Promise<ApiProblem> {
  const wait = Number(response.headers.get("Retry-After")) || null;
  const fallback = { type: "about:blank", title: response.statusText || "Error", status: response.status };
  try {
    return new ApiProblem(response.status, { ...fallback, ...((await response.json()) as Problem) }, wait);
  } catch {
    return new ApiProblem(response.status, fallback, wait);
  }
}

export const ApiContext = createContext<Api>(createApi(""));
export const useApi = (): Api => useContext(ApiContext);
