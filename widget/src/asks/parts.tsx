// What several asks have in common.

import { useStrings } from "../strings";
import type { Ask, Choice } from "../types/reply";

export type Answer = { text: string } | { choice: Choice };

export interface AskProps {
  ask: Ask;
  onAnswer: (answer: Answer) => void;
  disabled: boolean;
}

/** Choices beside a picker, "One way". */
export function Options({ options, onAnswer, disabled }: Omit<AskProps, "ask"> & { options: Choice[] }) {
  return options.map((option) => (
    <button key={option.value} type="button" className="tw-button tw-button--quiet" disabled={disabled} onClick={() => { onAnswer({ choice: option }); }}>
      {option.label}
    </button>
  ));
}

export interface StepperProps {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  disabled: boolean;
  onChange: (value: number) => void;
}

/** A number with a button at either side; arrow keys, Page Up and Down, Home and End as on any spin button. */
export function Stepper({ label, hint, value, min, max, disabled, onChange }: StepperProps) {
  const words = useStrings().asks.number;
  const set = (wanted: number) => { onChange(Math.min(max, Math.max(min, wanted))); };
  const steps: Record<string, number> = { ArrowUp: value + 1, ArrowDown: value - 1, PageUp: value + 5, PageDown: value - 5, Home: min, End: max };
  return (
    <div className="stepper">
      <span className="stepper-label" aria-hidden="true">
        {label}
        {hint && <small>{hint}</small>}
      </span>
      <span className="stepper-buttons">
        <button type="button" className="tw-button tw-button--quiet" tabIndex={-1} aria-label={words.fewer(label)} disabled={disabled || value <= min} onClick={() => { set(value - 1); }}>
          −
        </button>
        <span
          role="spinbutton"
          tabIndex={disabled ? -1 : 0}
          aria-label={hint ? `${label}, ${hint}` : label}
          aria-valuenow={value}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-disabled={disabled || undefined}
          className="stepper-value"
          onKeyDown={(event) => {
            const wanted = steps[event.key];
            if (wanted === undefined || disabled) return;
            event.preventDefault();
            set(wanted);
          }}
        >
          {value}
        </span>
        <button type="button" className="tw-button tw-button--quiet" tabIndex={-1} aria-label={words.more(label)} disabled={disabled || value >= max} onClick={() => { set(value + 1); }}>
          +
        </button>
      </span>
    </div>
  );
}

/** A list to choose an age from. */
export function AgeSelect({ label, value, from, to, disabled, onChange }: { label: string; value: number; from: number; to: number; disabled: boolean; onChange: (age: number) => void }) {
  const words = useStrings().asks.number;
  return (
    <label className="age">
      <span>{label}</span>
      <select className="tw-field" value={value} disabled={disabled} onChange={(event) => { onChange(Number(event.target.value)); }}>
        {Array.from({ length: to - from + 1 }, (_, index) => (
          <option key={index} value={from + index}>{words.years(from + index)}</option>
        ))}
      </select>
    </label>
  );
}
