// A grid of days as WAI-ARIA describes its date picker: one stop for Tab, arrows within, Enter or Space picks.

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useDirection, useLocale, useStrings } from "../strings";
import { addDays, addMonths, clamp, firstWeekday, monthOf, startOfWeek, today, weeksOf } from "./days";

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

export default function Calendar(props: CalendarProps) {
  const { label, min, max, first, months, disabled } = props;
  const words = useStrings().asks.date;
  const locale = useLocale();
  const rightToLeft = useDirection() === "rtl";
  const [focused, setFocused] = useState(() => clamp(first ?? today(), min, max));
  const [shown, setShown] = useState(() => monthOf(focused));
  const root = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const help = useId();

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    root.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
  }, [focused, shown]);

  const visible = Array.from({ length: months }, (_, index) => monthOf(addMonths(`${shown}-01`, index)));

  const show = (month: string, day: string) => {
    setShown(month);
    setFocused(clamp(day, min, max));
  };
  const turn = (by: number) => {
    const month = monthOf(addMonths(`${shown}-01`, by));
    show(month, visible.includes(monthOf(focused)) ? addMonths(focused, by) : `${month}-01`);
  };
  const focusOn = (wanted: string) => {
    const day = clamp(wanted, min, max);
    moved.current = true;
    setFocused(day);
    if (!visible.includes(monthOf(day))) setShown(monthOf(day) < shown ? monthOf(day) : monthOf(addMonths(day, 1 - months)));
    if (day === focused) moved.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event, focused, rightToLeft, firstWeekday(locale));
    if (target === null || disabled) return;
    event.preventDefault();
    focusOn(target);
  };

  // The one day that Tab reaches: the focused one, or the first that can be picked where that is out of sight.
  const stop = visible.includes(monthOf(focused)) ? focused : clamp(`${shown}-01`, min, max);
  return (
    <div className="calendar" role="group" aria-label={label} aria-describedby={help} ref={root}>
      <p id={help} className="tw-unseen">{words.help}</p>
      <div className="calendar-months">
        {visible.map((month, index) => (
          <Month
            key={index} // a month that is turned stays the same to the keyboard: its button keeps the focus
            {...props}
            month={month}
            stop={stop}
            onKeyDown={onKeyDown}
            onFocusDay={setFocused}
            back={index === 0 ? { off: disabled || (min !== null && month <= monthOf(min)), turn: () => { turn(-1); } } : null}
            on={index === months - 1 ? { off: disabled || (max !== null && month >= monthOf(max)), turn: () => { turn(1); } } : null}
          />
        ))}
      </div>
    </div>
  );
}

/** Where a key leads, or null for keys that are not ours. */
function keyTarget(event: KeyboardEvent, day: string, rightToLeft: boolean, firstDay: number): string | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const ahead = rightToLeft ? -1 : 1;
  switch (event.key) {
    case "ArrowRight":
      return addDays(day, ahead);
    case "ArrowLeft":
      return addDays(day, -ahead);
    case "ArrowDown":
      return addDays(day, 7);
    case "ArrowUp":
      return addDays(day, -7);
    case "PageDown":
      return addMonths(day, event.shiftKey ? 12 : 1);
    case "PageUp":
      return addMonths(day, event.shiftKey ? -12 : -1);
    case "Home":
      return startOfWeek(day, firstDay);
    case "End":
      return addDays(startOfWeek(day, firstDay), 6);
    default:
      return null;
  }
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

function Month({ month, back, on, onKeyDown, ...rest }: MonthProps) {
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
