// Somebody nobody has met before, so that tests do not meet each other.

import { randomUUID } from "node:crypto";

export function freshAddress(name: string): string {
  return `${name}-${randomUUID().slice(0, 8)}@example.org`;
}
