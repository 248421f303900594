// A card of a reply: the component of its kind, or the plain one.

import type { ComponentType } from "react";
import { useStrings } from "../strings";
import { BookingCard, FlightCard, ForecastCard, ItineraryCard, PlainCard, StayCard } from "./kinds";
import { Caught } from "./Later";
import type { CardProps } from "./parts";

const KINDS: Record<string, ComponentType<CardProps>> = {
  flight: FlightCard,
  stay: StayCard,
  booking: BookingCard,
  itinerary: ItineraryCard,
  forecast: ForecastCard,
};

export default function CardView(props: CardProps) {
  const words = useStrings().cards;
  const { card } = props;
  const Kind = Object.hasOwn(KINDS, card.kind) ? KINDS[card.kind] : undefined;
  const kind = words.kinds[card.kind];
  return (
    <article className={`card card--${kind ? card.kind : "other"}`} aria-label={kind ? `${kind}: ${card.title}` : card.title}>
      <Caught instead={<PlainCard {...props} card={{ ...card, data: {} }} />}>
        {Kind ? <Kind {...props} /> : <PlainCard {...props} />}
      </Caught>
    </article>
  );
}
