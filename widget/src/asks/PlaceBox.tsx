// A field for a place: a combobox with a list as WAI-ARIA describes it. What is typed stands, whether it is listed or not.

import { type KeyboardEvent, useState } from "react";
import { useStrings } from "../strings";
import { type Place, usePlaces } from "./places";

export interface PlaceBoxProps {
  id: string;
  /** Names the list; the field is named by a label for `id`. */
  label: string;
  value: string;
  disabled: boolean;
  onChange: (text: string) => void;
  onTake: (place: Place) => void;
  /** What is listed for the places that were found; all of them by default. */
  listed?: (places: readonly Place[]) => readonly Place[];
  enterKeyHint?: "send" | "done";
  wrong?: boolean;
  describedBy?: string | undefined;
}

const everyPlace = (places: readonly Place[]) => places;
const around = (index: number, length: number): number => (index + length) % length;

export function PlaceBox({ id, label, value, disabled, onChange, onTake, listed = everyPlace, ...rest }: PlaceBoxProps) {
  const words = useStrings().asks.place;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  // What stood there before anybody typed is not looked up.
  const [touched, setTouched] = useState(false);
  const search = usePlaces(touched ? value : "");
  const places = listed(search.places);
  const expanded = open && places.length > 0 && !disabled;
  const current = expanded ? places[active] : undefined;
  const nothing = search.state === "failed" || (search.state === "done" && places.length === 0);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const take = (place: Place) => {
    close();
    onTake(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setOpen(true);
      setTouched(true);
      if (places.length > 0) setActive(expanded ? around(active + step, places.length) : step > 0 ? 0 : places.length - 1);
    } else if (event.key === "Escape" && expanded) {
      event.stopPropagation(); // the panel around closes by Escape too
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && current) {
      event.preventDefault(); // the form around is not sent yet
      take(current);
    }
  };

  return (
    <div className="combobox ask-grows">
      <input
        id={id}
        className="tw-field"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={expanded}
        aria-controls={`${id}-list`}
        aria-activedescendant={current ? `${id}-${active}` : undefined}
        aria-invalid={rest.wrong || undefined}
        aria-describedby={rest.describedBy}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint={rest.enterKeyHint ?? "send"}
        placeholder={words.placeholder}
        maxLength={120}
        value={value}
        disabled={disabled}
        onChange={(event) => { onChange(event.target.value); setOpen(true); setTouched(true); setActive(-1); }}
        onKeyDown={onKeyDown}
        onBlur={close}
        onFocus={() => { setOpen(true); }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} className="combobox-list" hidden={!expanded}>
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
            <span>{place.label}</span> <small>{words.kinds[place.kind] ?? ""}</small>
          </li>
        ))}
      </ul>
      <p role="status" className={nothing && open ? "ask-hint" : "tw-unseen"}>
        {!open ? "" : search.state === "failed" ? words.unavailable : search.state !== "done" ? "" : places.length ? words.found(places.length) : words.none}
      </p>
    </div>
  );
}
