// A place by typing: a combobox with a list as WAI-ARIA describes it. What is typed can also be sent as it is.

import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { useStrings } from "../strings";
import { type AskProps, Options } from "./parts";
import { type Place, saidAs, usePlaces } from "./places";

export default function PlaceAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const id = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const search = usePlaces(text);
  const places = search.places;
  const expanded = open && places.length > 0 && !disabled;
  const current = expanded ? places[active] : undefined;

  const answer = (said: string) => {
    setOpen(false);
    if (said && !disabled) onAnswer({ text: said });
  };
  const take = (place: Place) => {
    setText(place.label);
    answer(saidAs(place));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (current) take(current);
    else answer(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && places.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive(expanded ? around(active + step, places.length) : step > 0 ? 0 : places.length - 1);
    } else if (event.key === "Escape" && expanded) {
      event.stopPropagation(); // the panel around closes by Escape too
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    }
  };

  return (
    <form className="ask" onSubmit={submit}>
      <label htmlFor={id} className="ask-label">{words.place.label}</label>
      <div className="ask-row">
        <div className="combobox ask-grows">
          <input
            id={id}
            className="tw-field"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={expanded}
            aria-controls={`${id}-list`}
            aria-activedescendant={current ? `${id}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="send"
            placeholder={words.place.placeholder}
            maxLength={120}
            value={text}
            disabled={disabled}
            onChange={(event) => { setText(event.target.value); setOpen(true); setActive(-1); }}
            onKeyDown={onKeyDown}
            onBlur={() => { setOpen(false); setActive(-1); }}
            onFocus={() => { setOpen(true); }}
          />
          <ul id={`${id}-list`} role="listbox" aria-label={words.place.label} className="combobox-list" hidden={!expanded}>
            {expanded && places.map((place, index) => (
              // Keys are handled by the field, which keeps the focus.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <li
                key={place.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className="combobox-option"
                onMouseDown={(event) => { event.preventDefault(); }}
                onClick={() => { take(place); }}
              >
                <span>{place.label}</span> <small>{words.place.kinds[place.kind] ?? ""}</small>
              </li>
            ))}
          </ul>
        </div>
        <button type="submit" className="tw-button" disabled={disabled || text.trim() === ""}>{words.send}</button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
      <p role="status" className={search.state === "failed" || (search.state === "done" && places.length === 0) ? "ask-hint" : "tw-unseen"}>
        {!open ? "" : search.state === "failed" ? words.place.unavailable : search.state !== "done" ? "" : places.length ? words.place.found(places.length) : words.place.none}
      </p>
    </form>
  );
}

const around = (index: number, length: number): number => (index + length) % length;
