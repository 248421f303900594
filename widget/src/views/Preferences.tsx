// What a traveller always wants: each in a control of its kind, to change or to take away, and others to add.

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { User } from "../state/slices";
import { fromText, HABITS, toText } from "./habits";
import { HabitField } from "./HabitField";
import { SaveRow, Section } from "./parts";
import { useSaving } from "./saving";
import { useWords } from "./words";

/** Texts by name; null is taken away. */
type Typed = Record<string, string | null>;

export function Preferences({ user }: { user: User }) {
  const words = useWords().views.profile;
  const saving = useSaving(user);
  const [typed, setTyped] = useState<Typed>({});
  const [added, setAdded] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (added) list.current?.querySelector<HTMLElement>(`[data-habit="${added}"] :is(input, select, textarea)`)?.focus();
  }, [added]);

  const kept = Object.entries(user.preferences).map(([name, value]) => [name, toText(value, HABITS[name])] as const);
  const texts: Typed = { ...Object.fromEntries(kept), ...typed };
  const order = [...new Set([...Object.keys(HABITS), ...Object.keys(texts)])];
  const shown = order.filter((name) => texts[name] != null);
  const unused = Object.keys(HABITS).filter((name) => texts[name] == null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving.busy) return;
    const edits = Object.entries(typed).map(([name, text]) => {
      const habit = HABITS[name];
      return [name, text === null || !habit ? null : fromText(text, habit)];
    });
    if ((await saving.save({ preferences: Object.fromEntries(edits) as Record<string, unknown> })) !== "refused") setTyped({});
  };
  const remove = (name: string) => {
    setTyped({ ...typed, [name]: null });
    heading.current?.focus();
  };
  const add = (name: string) => {
    setTyped({ ...typed, [name]: "" });
    setAdded(name);
  };
  return (
    <Section title={words.preferences} hint={words.preferencesHint} heading={heading}>
      <form className="view-form" onSubmit={(event) => void submit(event)} noValidate>
        {shown.length === 0 && <p className="view-hint">{words.preferencesNone}</p>}
        <div ref={list} className="view-habits">
          {shown.map((name) => (
            <HabitField
              key={name}
              name={name}
              text={texts[name] ?? ""}
              wrong={saving.wrong[name]}
              onChange={(text) => setTyped({ ...typed, [name]: text })}
              onRemove={() => remove(name)}
            />
          ))}
        </div>
        {unused.length > 0 && <Add names={unused} onAdd={add} />}
        <SaveRow busy={saving.busy} news={saving.news} shown={shown.length > 0 || Object.keys(typed).length > 0} />
      </form>
    </Section>
  );
}

function Add({ names, onAdd }: { names: readonly string[]; onAdd: (name: string) => void }) {
  const words = useWords().views.profile;
  const id = useId();
  return (
    <div className="view-field">
      <label htmlFor={id}>{words.addPreference}</label>
      <select id={id} className="tw-field" value="" onChange={(event) => onAdd(event.target.value)}>
        <option value="">{words.choose}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {words.names[name] ?? name}
          </option>
        ))}
      </select>
    </div>
  );
}
