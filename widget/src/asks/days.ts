// Days as ISO strings: sums, grids of months, and the words that the engine reads.

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Territories whose week begins on Sunday or Saturday (CLDR), for browsers that cannot tell. */
const SUNDAY = new Set("AG AS AU BD BR BS BT BW BZ CA CN CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split(" "));
const SATURDAY = new Set("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split(" "));

const at = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => iso(new Date(at(day).getTime() + days * DAY));

/** The same day of another month, or that month's last: 31 Jan + 1 = 28 Feb. */
export function addMonths(day: string, months: number): string {
  const first = at(`${day.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(Number(day.slice(8)), last));
  return iso(first);
}

/** 0 is Sunday. */
export const weekday = (day: string): number => at(day).getUTCDay();

export const startOfWeek = (day: string, firstDay: number): string => addDays(day, -((weekday(day) - firstDay + 7) % 7));

export const clamp = (day: string, min: string | null, max: string | null): string =>
  min !== null && day < min ? min : max !== null && day > max ? max : day;

/** `2027-02`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The weeks that touch a month; days of its neighbours are null. */
export function weeksOf(month: string, firstDay: number): (string | null)[][] {
  const weeks: (string | null)[][] = [];
  for (let week = startOfWeek(`${month}-01`, firstDay); monthOf(week) <= month; week = addDays(week, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(week, index)).map((day) => (monthOf(day) === month ? day : null)));
  }
  return weeks;
}

/** The first day of the week where the locale is used: 0 is Sunday, 1 Monday, 6 Saturday. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  const told = known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay;
  if (told !== undefined) return told % 7;
  const territory = known.maximize().region ?? "";
  return SUNDAY.has(territory) ? 0 : SATURDAY.has(territory) ? 6 : 1;
}

/** Today where the traveller is. */
export function today(now = new Date()): string {
  return iso(new Date(now.getTime() - now.getTimezoneOffset() * 60_000));
}

/** `12 Feb 2027`: English, whatever the widget's language, because that is what the engine reads. */
export const spoken = (day: string): string => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ""} ${day.slice(0, 4)}`;

/** `12 Feb 2027 to 19 Feb 2027`. */
export const spokenRange = (first: string, last: string): string => `${spoken(first)} to ${spoken(last)}`;
