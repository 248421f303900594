// One month of a calendar: its name, the buttons that turn it, and its days.

import { type KeyboardEvent, useId } from "react";
import { useLocale, useStrings } from "../strings";
import { firstWeekday, today, weeksOf } from "./days";

/** Letters of a weekday that fit above its column. */
const ROOM = 4;

export interface CalendarProps {
  /** Names the whole. */
  label: string;
  min: string | null;
  max: string | null;
  /** First and last chosen day; equal, or last null, for one. */
  first: string | null;
  last: string | null;
  /** How many months stand side by side. */
  months: 1 | 2;
  disabled: boolean;
  onPick: (day: string) => void;
}

interface Turning {
  off: boolean;
  turn: () => void;
}

interface MonthProps extends CalendarProps {
  month: string;
  stop: string;
  back: Turning | null;
  on: Turning | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocusDay: (day: string) => void;
}

export default function Month({ month, back, on, onKeyDown, ...rest }: MonthProps) {
  const words = useStrings().asks.date;
  const locale = useLocale();
  const title = useId();
  const start = firstWeekday(locale);
  const monthStart = new Date(`${month}-01T00:00:00Z`);
  const name = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(monthStart);
  return (
    <div className="calendar-month">
      <div className="calendar-head">
        {back ? <Turn label={words.previousMonth} turning={back} back /> : <span />}
        <p id={title} className="calendar-title" aria-live="polite">{name}</p>
        {on ? <Turn label={words.nextMonth} turning={on} /> : <span />}
      </div>
      <table role="grid" aria-labelledby={title} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {Array.from({ length: 7 }, (_, index) => (
              <Weekday key={index} day={(start + index) % 7} />
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month, start).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, index) => (day ? <Day key={day} day={day} {...rest} /> : <td key={index} />))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Turn({ label, turning, back = false }: { label: string; turning: Turning; back?: boolean }) {
  return (
    <button type="button" className="tw-button tw-button--bare" aria-label={label} disabled={turning.off} onClick={turning.turn}>
      <svg viewBox="0 0 24 24" aria-hidden="true" className="card-icon card-icon--turns">
        <path d={back ? "M15 5l-7 7 7 7" : "M9 5l7 7-7 7"} />
      </svg>
    </button>
  );
}

function Weekday({ day }: { day: number }) {
  const locale = useLocale();
  const date = new Date(Date.UTC(2026, 10, 1 + day)); // 1 November 2026 is a Sunday
  const name = (weekday: "long" | "short" | "narrow") => new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(date);
  return (
    <th scope="col" abbr={name("long")}>
      {name("short").length <= ROOM ? name("short") : name("narrow")}
    </th>
  );
}

type DayProps = Omit<MonthProps, "month" | "back" | "on" | "onKeyDown"> & { day: string };

function Day({ day, stop, min, max, first, last, disabled, onPick, onFocusDay }: DayProps) {
  const words = useStrings().asks.date;
  const locale = useLocale();
  const out = (min !== null && day < min) || (max !== null && day > max);
  const chosen = day === first || day === last;
  const between = first !== null && last !== null && day > first && day < last;
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  const classes = ["calendar-day", chosen && "calendar-day--chosen", between && "calendar-day--between", day === today() && "calendar-day--today"];
  return (
    <td role="gridcell" aria-selected={chosen || between} className={between ? "calendar-between" : undefined}>
      <button
        type="button"
        data-day={day}
        className={classes.filter(Boolean).join(" ")}
        tabIndex={day === stop ? 0 : -1}
        aria-disabled={out || undefined}
        aria-label={day === today() ? `${whole}, ${words.today}` : whole}
        aria-current={day === today() ? "date" : undefined}
        disabled={disabled}
        onFocus={() => { onFocusDay(day); }}
        onClick={() => { if (!out) onPick(day); }}
      >
        {new Intl.NumberFormat(locale).format(Number(day.slice(8)))}
      </button>
    </td>
  );
}
