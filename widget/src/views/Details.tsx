// Name, home airport, currency and language.

import { type FormEvent, useId, useMemo, useState } from "react";
import { PlaceBox } from "../asks/PlaceBox";
import type { User } from "../state/slices";
import { useLocale } from "../strings";
import { airportsOf, codeOf } from "./airports";
import { currencies, languages, type Option } from "./locales";
import { Field, SaveRow, Section } from "./parts";
import { type Draft, type Saving, useDraft, useSaving } from "./saving";
import { useWords } from "./words";

interface Values {
  name: string;
  home_airport: string;
  currency: string;
  language: string;
}

const valuesOf = (user: User): Values => ({
  name: user.name ?? "",
  home_airport: user.home_airport ?? "",
  currency: user.currency ?? "",
  language: user.language ?? "",
});

export function Details({ user }: { user: User }) {
  const words = useWords().views.profile;
  const locale = useLocale();
  const draft = useDraft(valuesOf(user));
  const saving = useSaving(user);
  const [badAirport, setBadAirport] = useState(false);
  const money = useMemo(() => currencies(locale, user.currency), [locale, user.currency]);
  const tongues = useMemo(() => languages(locale, user.language), [locale, user.language]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { edits } = draft;
    const airport = edits.home_airport?.trim();
    const code = airport ? codeOf(airport) : null;
    setBadAirport(Boolean(airport) && code === null);
    if ((airport && code === null) || saving.busy) return;
    const patch = Object.fromEntries(Object.entries(edits).map(([name, value]) => [name, value.trim() || null]));
    const outcome = await saving.save("home_airport" in edits ? { ...patch, home_airport: code } : patch);
    if (outcome !== "refused") draft.clear();
  };
  return (
    <Section title={words.details}>
      <form className="view-form" onSubmit={(event) => void submit(event)} noValidate>
        <Field label={words.name} wrong={saving.wrong.name}>
          {(tied) => (
            <input
              {...tied}
              className="tw-field"
              autoComplete="name"
              dir="auto"
              maxLength={120}
              value={draft.values.name}
              onChange={(event) => draft.set({ name: event.target.value })}
            />
          )}
        </Field>
        <Airport draft={draft} wrong={badAirport ? words.airportWrong : saving.wrong.home_airport} />
        <div className="view-pair">
          <Choice label={words.currency} name="currency" options={money} draft={draft} wrong={saving.wrong} />
          <Choice label={words.language} name="language" options={tongues} draft={draft} wrong={saving.wrong} />
        </div>
        <SaveRow busy={saving.busy} news={saving.news} />
      </form>
    </Section>
  );
}

function Airport({ draft, wrong }: { draft: Draft<Values>; wrong: string | undefined }) {
  const words = useWords().views.profile;
  const id = useId();
  return (
    <div className="view-field">
      <label htmlFor={id}>{words.homeAirport}</label>
      <PlaceBox
        id={id}
        label={words.homeAirport}
        value={draft.values.home_airport}
        disabled={false}
        enterKeyHint="done"
        listed={airportsOf}
        wrong={wrong !== undefined}
        describedBy={wrong === undefined ? undefined : `${id}-wrong`}
        onChange={(text) => draft.set({ home_airport: text })}
        onTake={(place) => draft.set({ home_airport: place.label })}
      />
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="view-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  name: "currency" | "language";
  options: readonly Option[];
  draft: Draft<Values>;
  wrong: Saving["wrong"];
}

function Choice({ label, name, options, draft, wrong }: ChoiceProps) {
  const words = useWords().views.profile;
  return (
    <Field label={label} wrong={wrong[name]}>
      {(tied) => (
        <select {...tied} className="tw-field" value={draft.values[name]} onChange={(event) => draft.set({ [name]: event.target.value })}>
          <option value="">{words.unset}</option>
          {options.map(({ value, label: shown }) => (
            <option key={value} value={value}>
              {shown}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
