// One preference in a control of its kind.

import { HABITS } from "./habits";
import { Field } from "./parts";
import { useWords } from "./words";

interface Props {
  name: string;
  text: string;
  wrong: string | undefined;
  onChange: (text: string) => void;
  onRemove: () => void;
}

export function HabitField({ name, text, wrong, onChange, onRemove }: Props) {
  const strings = useWords();
  const words = strings.views.profile;
  const label = words.names[name] ?? name;
  return (
    <div className="view-habit" data-habit={name}>
      <Control name={name} label={label} text={text} wrong={wrong} onChange={onChange} />
      <button type="button" className="tw-button tw-button--bare" aria-label={strings.views.remove(label)} onClick={onRemove}>
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}

interface ControlProps extends Omit<Props, "onRemove"> {
  label: string;
}

function Control({ name, label, text, wrong, onChange }: ControlProps) {
  const words = useWords().views.profile;
  const habit = HABITS[name];
  if (habit?.kind === "several") return <Several label={label} options={habit.options} text={text} onChange={onChange} />;
  const hint = habit?.kind === "list" ? words.listHint : habit?.kind === "lines" ? words.notesHint : undefined;
  const change = (event: { target: { value: string } }) => onChange(event.target.value);
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(tied) => {
        const common = { ...tied, className: "tw-field", value: text, onChange: change };
        // What only a later gateway knows can be taken away, but not written.
        if (!habit) return <input {...common} readOnly />;
        if (habit.kind === "lines") return <textarea {...common} rows={3} dir="auto" />;
        if (habit.kind === "list") return <input {...common} dir="auto" />;
        return (
          <select {...common}>
            {text === "" && <option value="">{words.choose}</option>}
            {optionsOf(name, text).map((value) => (
              <option key={value} value={value}>
                {value === "true" ? words.yes : value === "false" ? words.no : (words.values[value] ?? value)}
              </option>
            ))}
          </select>
        );
      }}
    </Field>
  );
}

/** What can be chosen, with what is kept. */
function optionsOf(name: string, text: string): string[] {
  const habit = HABITS[name];
  const known =
    habit?.kind === "yes"
      ? ["true", "false"]
      : habit?.kind === "number"
        ? Array.from({ length: habit.max - habit.min + 1 }, (_, index) => String(habit.min + index))
        : habit?.kind === "word"
          ? [...habit.options]
          : [];
  return text === "" || known.includes(text) ? known : [...known, text];
}

function Several({ label, options, text, onChange }: { label: string; options: readonly string[]; text: string; onChange: (text: string) => void }) {
  const words = useWords().views.profile;
  const chosen = text.split(",").map((one) => one.trim()).filter(Boolean);
  const all = [...options, ...chosen.filter((one) => !options.includes(one))];
  const toggle = (one: string) => onChange((chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).join(", "));
  return (
    <fieldset className="view-several">
      <legend>{label}</legend>
      {all.map((one) => (
        <label key={one} className="view-chip">
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => toggle(one)} />
          <span>{words.values[one] ?? one.replaceAll("_", " ")}</span>
        </label>
      ))}
    </fieldset>
  );
}
