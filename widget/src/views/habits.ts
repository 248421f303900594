// Preferences as text in controls, and back.

export type Habit =
  | { kind: "word"; options: readonly string[] }
  | { kind: "yes" }
  | { kind: "number"; min: number; max: number }
  /** Some of the codes that searches know. */
  | { kind: "several"; options: readonly string[] }
  /** Names, as they are written. */
  | { kind: "list" }
  | { kind: "lines" };

const COMFORTS =
  "pool wifi parking gym spa pets air_conditioning kitchen beachfront family_rooms bar restaurant laundry " +
  "airport_shuttle accessible all_inclusive full_board half_board breakfast";
const INTERESTS =
  "adventure architecture art beach beer budget castles christmas_markets city_break climbing coffee cycling " +
  "desert digital_nomads diving family festivals film food gardens golf hiking history hot_springs islands lakes " +
  "lgbtq literature luxury markets music nature nightlife northern_lights photography quiet relaxation religion " +
  "river road_trip romance ruins safari sailing scenery science shopping ski snorkelling sport stargazing " +
  "street_food surf temples theme_parks trains volcano walkable wellness whale_watching wildlife wine winter_sun " +
  "accessible";

const word = (...options: string[]): Habit => ({ kind: "word", options });

/** Every preference that an account can keep. */
export const HABITS: Record<string, Habit> = {
  seat: word("window", "aisle", "front", "extra legroom", "exit row", "over the wing"),
  meal: word("vegetarian", "vegan", "halal", "kosher", "gluten-free", "lactose-free", "diabetic"),
  cabin: word("economy", "premium_economy", "business", "first"),
  nonstop: { kind: "yes" },
  time_of_day: word("morning", "afternoon", "evening", "night"),
  bags: { kind: "number", min: 0, max: 9 },
  airlines: { kind: "list" },
  avoid_airlines: { kind: "list" },
  stars: { kind: "number", min: 1, max: 5 },
  amenities: { kind: "several", options: COMFORTS.split(" ") },
  interests: { kind: "several", options: INTERESTS.split(" ") },
  units: word("metric", "imperial"),
  notes: { kind: "lines" },
  mute: { kind: "several", options: ["booking", "reminder", "price"] },
  quiet_hours: word("20-8", "21-7", "22-8", "23-7", "off"),
};

/** What a control shows; a kind of preference that is not known here stands as it is. */
export function toText(value: unknown, habit: Habit | undefined): string {
  if (Array.isArray(value)) return value.map(String).join(habit?.kind === "lines" ? "\n" : ", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What is kept; null takes the preference away. */
export function fromText(text: string, habit: Habit): unknown {
  const plain = text.trim();
  if (plain === "") return null;
  if (habit.kind === "yes") return plain === "true";
  if (habit.kind === "number") return Number(plain);
  if (habit.kind === "word") return plain;
  const parts = plain.split(habit.kind === "lines" ? "\n" : /[,،、;]/);
  return parts.map((one) => one.trim()).filter(Boolean);
}
