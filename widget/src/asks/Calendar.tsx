// A grid of days as WAI-ARIA describes its date picker: one stop for Tab, arrows within, Enter or Space picks.

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useDirection, useLocale, useStrings } from "../strings";
import Month, { type CalendarProps } from "./CalendarMonth";
import { addDays, addMonths, clamp, firstWeekday, monthOf, startOfWeek, today } from "./days";

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
