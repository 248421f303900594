// Who travels along: names as in the passport, and dates of birth.

import { type FormEvent, useEffect, useRef, useState } from "react";
import { today } from "../asks/days";
import type { User } from "../state/slices";
import type { CompanionAnswer } from "../types/api";
import { Field, SaveRow, Section } from "./parts";
import { useSaving } from "./saving";
import { useWords } from "./words";

/** As many as an account takes. */
const MOST = 20;
const OLDEST = 130;

export function Companions({ user }: { user: User }) {
  const words = useWords().views.profile;
  const saving = useSaving(user);
  const [typed, setTyped] = useState<CompanionAnswer[] | null>(null);
  const [nameless, setNameless] = useState<number | null>(null);
  const people = typed ?? user.companions;
  const heading = useRef<HTMLHeadingElement>(null);
  const [added, setAdded] = useState(0);
  const last = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (added > 0) last.current?.querySelector("input")?.focus();
  }, [added]);

  const change = (place: number, edit: Partial<CompanionAnswer>) => {
    setNameless(null);
    setTyped(people.map((one, at) => (at === place ? { ...one, ...edit } : one)));
  };
  const remove = (place: number) => {
    setTyped(people.filter((_, at) => at !== place));
    heading.current?.focus();
  };
  const add = () => {
    setTyped([...people, { name: "", birth_date: null }]);
    setAdded(added + 1);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = people.findIndex((one) => !one.name.trim());
    setNameless(missing < 0 ? null : missing);
    if (missing >= 0 || saving.busy) return;
    if ((await saving.save({ companions: people })) !== "refused") setTyped(null);
  };
  return (
    <Section title={words.companions} hint={words.companionsHint} heading={heading}>
      <form className="view-form" onSubmit={(event) => void submit(event)} noValidate>
        {people.map((one, place) => (
          <Companion
            // Rows have no name of their own until they are kept, and move only when one before is removed.
            key={place}
            ref={place === people.length - 1 ? last : undefined}
            nth={place + 1}
            companion={one}
            nameless={nameless === place}
            onChange={(edit) => change(place, edit)}
            onRemove={() => remove(place)}
          />
        ))}
        <SaveRow busy={saving.busy} news={saving.news} shown={people.length > 0 || typed !== null}>
          <button type="button" className="tw-button tw-button--quiet" disabled={people.length >= MOST} onClick={add}>
            {words.add}
          </button>
        </SaveRow>
      </form>
    </Section>
  );
}

interface CompanionProps {
  nth: number;
  companion: CompanionAnswer;
  nameless: boolean;
  onChange: (edit: Partial<CompanionAnswer>) => void;
  onRemove: () => void;
  ref?: React.Ref<HTMLFieldSetElement> | undefined;
}

function Companion({ nth, companion, nameless, onChange, onRemove, ref }: CompanionProps) {
  const strings = useWords();
  const words = strings.views.profile;
  const now = today();
  return (
    <fieldset ref={ref} className="view-person">
      <legend className="tw-unseen">{words.companion(nth)}</legend>
      <Field label={words.name} wrong={nameless ? words.nameMissing : undefined}>
        {(tied) => (
          <input
            {...tied}
            className="tw-field"
            autoComplete="off"
            dir="auto"
            maxLength={120}
            value={companion.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.born}>
        {(tied) => (
          <input
            {...tied}
            className="tw-field"
            type="date"
            min={`${Number(now.slice(0, 4)) - OLDEST}-01-01`}
            max={now}
            value={companion.birth_date ?? ""}
            onChange={(event) => onChange({ birth_date: event.target.value || null })}
          />
        )}
      </Field>
      <button
        type="button"
        className="tw-button tw-button--bare"
        aria-label={strings.views.remove(companion.name.trim() || words.companion(nth))}
        onClick={onRemove}
      >
        <span aria-hidden="true">×</span>
      </button>
    </fieldset>
  );
}
