// Who travels: adults, children with their ages, infants on laps; the answer is a sentence.

import { useState } from "react";
import { useStrings } from "../strings";
import { AgeSelect, type AskProps, Options, Stepper } from "./parts";
import { partySentence } from "./sentences";

const MOST = 9;
const YOUNGEST = 2;
const OLDEST = 17;
const USUAL = 8;

export default function PartyAsk({ ask, onAnswer, disabled }: AskProps) {
  const words = useStrings().asks;
  const most = Number.isInteger(ask.max) ? (ask.max as number) : MOST;
  const [adults, setAdults] = useState(Math.min(2, most));
  const [ages, setAges] = useState<number[]>([]);
  const [infants, setInfants] = useState(0);
  const free = most - adults - ages.length - infants;
  const setChildren = (count: number) => {
    setAges(count < ages.length ? ages.slice(0, count) : [...ages, ...Array<number>(count - ages.length).fill(USUAL)]);
  };
  return (
    <div className="ask ask--party" role="group" aria-label={words.party.label}>
      {/* Every infant sits on an adult's lap. */}
      <Stepper label={words.party.adults} value={adults} min={Math.max(1, infants)} max={adults + free} disabled={disabled} onChange={setAdults} />
      <Stepper label={words.party.children} hint={words.party.childrenHint} value={ages.length} min={0} max={ages.length + free} disabled={disabled} onChange={setChildren} />
      {ages.length > 0 && (
        <div className="ages">
          {ages.map((age, index) => (
            <AgeSelect
              key={index}
              label={words.number.ageOf(index + 1)}
              value={age}
              from={YOUNGEST}
              to={OLDEST}
              disabled={disabled}
              onChange={(changed) => { setAges(ages.map((one, at) => (at === index ? changed : one))); }}
            />
          ))}
        </div>
      )}
      <Stepper label={words.party.infants} hint={words.party.infantsHint} value={infants} min={0} max={Math.min(adults, infants + free)} disabled={disabled} onChange={setInfants} />
      {free <= 0 && <p className="ask-hint" role="status">{words.party.most(most)}</p>}
      <div className="ask-row">
        <button type="button" className="tw-button" disabled={disabled} onClick={() => { onAnswer({ text: partySentence({ adults, ages, infants }) }); }}>
          {words.send}
        </button>
        <Options options={ask.options ?? []} onAnswer={onAnswer} disabled={disabled} />
      </div>
    </div>
  );
}
