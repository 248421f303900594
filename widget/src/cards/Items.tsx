// Flights and stays as lines: the same in an offer, a summary and a booking.

import { useContext } from "react";
import { useLocale, useStrings } from "../strings";
import { clock, dayOf, daysBetween, daysOf, lasting, money, zone } from "./format";
import { CardRank, Marks, Rule, Stars } from "./parts";
import type { FlightItem, Item, Leg, StayItem } from "./read";

function End({ iso, code, later }: { iso: string; code: string; later?: number }) {
  const words = useStrings().cards;
  const locale = useLocale();
  const mark = later ? (later > 0 ? `+${later}` : `−${-later}`) : null;
  return (
    <span className="leg-end">
      <span className="leg-time">
        <time dateTime={iso}>{clock(iso, locale)}</time>
        {mark && later && (
          <>
            <sup aria-hidden="true">
              <bdi>{mark}</bdi>
            </sup>
            <span className="tw-unseen"> {later > 0 ? words.later(later) : words.earlier}</span>
          </>
        )}
      </span>{" "}
      <span className="leg-place">
        <abbr className="leg-code">{code}</abbr> <span className="leg-zone">{zone(iso)}</span>
      </span>
    </span>
  );
}

/** One way of a flight: day, times on the clocks of both places, stops, flight numbers. */
export function LegLine({ leg }: { leg: Leg }) {
  const words = useStrings().cards;
  const locale = useLocale();
  const [hours, minutes] = lasting(leg);
  return (
    <div className="leg">
      <p className="leg-day">
        {dayOf(leg.departs, locale)} <span className="leg-numbers">{leg.flights.join(", ")}</span>
      </p>
      <p className="leg-line">
        <End iso={leg.departs} code={leg.origin} />
        <span className="leg-way">
          <bdi>{words.duration(hours, minutes)}</bdi>
          <span className={leg.stops === 0 ? "leg-bar" : "leg-bar leg-bar--stops"} aria-hidden="true" />
          <bdi>{words.stops(leg.stops)}</bdi>
        </span>{" "}
        <span className="tw-unseen">{words.to} </span>
        <End iso={leg.arrives} code={leg.destination} later={daysBetween(leg.departs, leg.arrives)} />
      </p>
    </div>
  );
}

export function FlightLines({ flight }: { flight: FlightItem }) {
  const words = useStrings().cards;
  const cabin = flight.cabin && (words.cabins[flight.cabin] ?? flight.cabin);
  return (
    <>
      {flight.legs.map((leg, index) => (
        <LegLine key={index} leg={leg} />
      ))}
      <Marks
        marks={[
          cabin,
          flight.bags !== null && words.bags(flight.bags),
          flight.people !== null && words.passengers(flight.people),
        ]}
      />
    </>
  );
}

export function StayLines({ stay }: { stay: StayItem }) {
  const words = useStrings().cards;
  const locale = useLocale();
  const board = stay.board && (words.boards[stay.board] ?? stay.board);
  return (
    <>
      <p className="stay-days">{daysOf(stay.checkIn, stay.checkOut, locale)}</p>
      <Marks
        marks={[
          words.nights(daysBetween(stay.checkIn, stay.checkOut)),
          stay.rooms !== null && words.rooms(stay.rooms),
          board,
          stay.people !== null && words.guests(stay.people),
        ]}
      />
    </>
  );
}

/** Everything that is or will be bought, each with its price and its rule. */
export function Items({ items, named }: { items: Item[]; named: boolean }) {
  return (
    <ul className="items" role="list">
      {items.map((item, index) => (
        <li key={index}>
          {named && <ItemHeading item={item} />}
          {item.kind === "flight" ? <FlightLines flight={item} /> : <StayLines stay={item} />}
          {item.rule && <Rule rule={item.rule} />}
        </li>
      ))}
    </ul>
  );
}

function ItemHeading({ item }: { item: Item }) {
  const words = useStrings().cards;
  const locale = useLocale();
  const Title = useContext(CardRank) === "h2" ? "h3" : "h5";
  return (
    <div className="item-heading">
      <Title className="item-title">
        {item.kind === "flight" ? words.kinds.flight : item.name} {item.kind === "stay" && item.stars && <Stars count={item.stars} />}
      </Title>
      {item.price && (
        <span className="item-price">
          <bdi>{money(item.price, locale)}</bdi>
        </span>
      )}
    </div>
  );
}
