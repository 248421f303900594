// What the assistant waits for, as something to tap or fill in; whatever is typed into the chat instead works as well.

import type { ComponentType } from "react";
import ChoiceAsk from "./ChoiceAsk";
import DateAsk from "./DateAsk";
import DateRangeAsk from "./DateRangeAsk";
import NumberAsk from "./NumberAsk";
import PartyAsk from "./PartyAsk";
import type { AskProps } from "./parts";
import PlaceAsk from "./PlaceAsk";
import TextAsk from "./TextAsk";
import YesNoAsk from "./YesNoAsk";

const KINDS: Record<string, ComponentType<AskProps>> = {
  date: DateAsk,
  date_range: DateRangeAsk,
  place: PlaceAsk,
  number: NumberAsk,
  party: PartyAsk,
  choice: ChoiceAsk,
  text: TextAsk,
  email: TextAsk,
  yes_no: YesNoAsk,
};

/** The picker of an ask; the options alone for a kind that nobody knows. */
export default function AskView(props: AskProps) {
  const Kind = Object.hasOwn(KINDS, props.ask.kind) ? KINDS[props.ask.kind] : undefined;
  return Kind ? <Kind {...props} /> : <ChoiceAsk {...props} />;
}
