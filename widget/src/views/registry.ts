// The side views that the menu offers; each is loaded when it is first opened.

import type { ComponentType } from "react";
import type { Strings } from "../strings";

export interface ViewProps {
  /** Says something in the chat and goes there. */
  say: (text: string) => void;
  /** Puts words into the composer, to be finished there. */
  write: (text: string) => void;
  /** Goes to the chat. */
  leave: () => void;
}

export interface View {
  id: string;
  label: (strings: Strings) => string;
  load: () => Promise<{ default: ComponentType<ViewProps> }>;
}

export const VIEWS: readonly View[] = [
  { id: "trips", label: (strings) => strings.app.trips, load: () => import("./Trips") },
  { id: "ideas", label: (strings) => strings.app.ideas, load: () => import("./Ideas") },
  { id: "profile", label: (strings) => strings.app.profile, load: () => import("./Profile") },
];
