// The side views that the menu offers; each is loaded when it is first opened.

import type { ComponentType } from "react";

export interface ViewProps {
  /** Says something in the chat and goes there. */
  say: (text: string) => void;
}

export interface View {
  id: string;
  label: string;
  load: () => Promise<{ default: ComponentType<ViewProps> }>;
}

export const VIEWS: readonly View[] = [];
