// What a traveller would enjoy, when, and for how much.

import { type FormEvent, useState } from "react";
import { monthName } from "../cards/format";
import { useLocale } from "../strings";
import { amount, type Wish } from "./ideas";
import { Field } from "./parts";
import { useWords } from "./words";

/** In which budgets are understood, whatever the traveller's currency. */
const CURRENCY = "EUR";
const LONGEST = 2000;

export function WishForm({ wish, busy, onFind }: { wish: Wish; busy: boolean; onFind: (wish: Wish) => void }) {
  const words = useWords().views.ideas;
  const locale = useLocale();
  const [typed, setTyped] = useState(wish);
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const budget = typed.budget.trim() === "" ? "" : amount(typed.budget);
    setWrong(budget === null);
    if (budget !== null && !busy) onFind({ ...typed, query: typed.query.trim(), budget });
  };
  return (
    <form className="view-form" onSubmit={submit} noValidate>
      <Field label={words.wish} hint={words.wishHint}>
        {(tied) => (
          <input
            {...tied}
            className="tw-field"
            type="search"
            enterKeyHint="search"
            maxLength={LONGEST}
            dir="auto"
            value={typed.query}
            onChange={(event) => setTyped({ ...typed, query: event.target.value })}
          />
        )}
      </Field>
      <div className="view-pair">
        <Field label={words.month}>
          {(tied) => (
            <select {...tied} className="tw-field" value={typed.month} onChange={(event) => setTyped({ ...typed, month: event.target.value })}>
              <option value="">{words.anyMonth}</option>
              {Array.from({ length: 12 }, (_, index) => (
                <option key={index} value={index + 1}>
                  {monthName(index + 1, locale, "long")}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.budget(CURRENCY)} wrong={wrong ? words.budgetWrong : undefined}>
          {(tied) => (
            <input
              {...tied}
              className="tw-field"
              inputMode="decimal"
              autoComplete="off"
              maxLength={12}
              value={typed.budget}
              onChange={(event) => {
                setTyped({ ...typed, budget: event.target.value });
                setWrong(false);
              }}
            />
          )}
        </Field>
      </div>
      <button type="submit" className="tw-button" aria-disabled={busy}>
        {words.find}
      </button>
    </form>
  );
}
