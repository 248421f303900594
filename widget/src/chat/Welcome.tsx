// Before anything is said: a greeting and three ways to begin.

import { useAppSelector } from "../state/store";
import { useStrings } from "../strings";

export function Welcome({ onPick }: { onPick: (text: string) => void }) {
  const strings = useStrings();
  const { brand, welcome } = useAppSelector((state) => state.config);
  return (
    <div className="tw-welcome">
      <p className="tw-greeting">{welcome || strings.chat.welcome(brand)}</p>
      <ul className="tw-starters" aria-label={strings.chat.suggestions}>
        {strings.chat.starters.map((starter) => (
          <li key={starter}>
            <button type="button" className="tw-starter" onClick={() => onPick(starter)}>
              {starter}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
