// The operator's settings, readable by any page.

import { DEFAULT_CONFIG, type WidgetConfig } from "../state/config";

/** The settings; the defaults when the gateway does not say. Asked without cookies, as any origin may read them. */
export async function fetchConfig(base: string): Promise<WidgetConfig> {
  try {
    const response = await fetch(`${base}/api/widget.json`, { credentials: "omit" });
    if (!response.ok) return DEFAULT_CONFIG;
    return { ...DEFAULT_CONFIG, ...((await response.json()) as Partial<WidgetConfig>) };
  } catch {
    return DEFAULT_CONFIG;
  }
}
