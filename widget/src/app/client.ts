// The connection that components speak through.

import { createContext, useContext } from "react";
import type { ChatClient } from "../transport/client";

export const ClientContext = createContext<ChatClient | null>(null);

/** The client; only below its provider. */
export function useClient(): ChatClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error("no client is provided");
  return client;
}
