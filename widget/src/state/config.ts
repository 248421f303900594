// What the operator sets, as `/api/widget.json` gives it.

export interface WidgetConfig {
  brand: string;
  /** Empty: the widget's own words. */
  welcome: string;
  accent: string;
  locale: string;
  contact: string;
  hours: string;
  currency: string;
}

export const DEFAULT_CONFIG: WidgetConfig = {
  brand: "Tripwright",
  welcome: "",
  accent: "#0b6e6e",
  locale: "",
  contact: "",
  hours: "",
  currency: "EUR",
};
