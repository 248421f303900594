// One component a kind. Each falls back to the plain card when its data cannot be read.

import { lazy } from "react";
import { useLocale, useStrings } from "../strings";
import type { Card } from "../types/reply";
import { Folds } from "./Folds";
import { money } from "./format";
import { FlightLines, Items, StayLines } from "./Items";
import { Later } from "./Later";
import { type CardProps, Choices, Details, Facts, Heading, Picture, PriceTag, Rule, Stars } from "./parts";
import { readClimate, readFlight, readItems, readMonth, readPrice, readStay, type StayItem, text } from "./read";
import { Reference } from "./Reference";

const ClimateChart = lazy(() => import("../charts/ClimateChart"));

/** Title, price, reasons, facts: what every card has, and all of a kind that nobody knows. */
export function PlainCard({ card, onChoice, disabled }: CardProps) {
  return (
    <>
      <Picture card={card} />
      <Heading card={card} />
      {card.price && <PriceTag price={card.price} />}
      <Reasons reasons={card.reasons ?? []} />
      {card.facts?.length ? <Facts facts={card.facts} /> : null}
      <Folds data={card.data} />
      <Choices choices={card.choices ?? []} of={card.title} onChoice={onChoice} disabled={disabled} quiet={card.kind === "profile"} />
    </>
  );
}

function Reasons({ reasons }: { reasons: string[] }) {
  const words = useStrings().cards;
  if (reasons.length === 0) return null;
  return (
    <ul className="card-reasons" role="list" aria-label={words.why}>
      {reasons.map((reason) => (
        <li key={reason}>
          <bdi>{reason}</bdi>
        </li>
      ))}
    </ul>
  );
}

export function FlightCard(props: CardProps) {
  const { card } = props;
  const flight = readFlight(card.data);
  if (!flight) return <PlainCard {...props} />;
  return (
    <>
      <Picture card={card} />
      {card.price && <PriceTag price={card.price} />}
      <Heading card={card} subtitle={null} />
      <Reasons reasons={card.reasons ?? []} />
      <FlightLines flight={flight} />
      {flight.rule && <Rule rule={flight.rule} />}
      <Details facts={card.facts ?? []} />
      <Folds data={card.data} />
      <Choices choices={card.choices ?? []} of={card.title} onChoice={props.onChoice} disabled={props.disabled} />
    </>
  );
}

export function StayCard(props: CardProps) {
  const { card } = props;
  const stay = readStay(card.data);
  if (!stay) return <PlainCard {...props} />;
  return (
    <>
      <Picture card={card} />
      {card.price && <PriceTag price={card.price} />}
      <Heading card={card} subtitle={<Where card={card} stay={stay} />} />
      <Reasons reasons={card.reasons ?? []} />
      <StayLines stay={stay} />
      {stay.rule && <Rule rule={stay.rule} />}
      <Details facts={card.facts ?? []} />
      <Folds data={card.data} />
      <Choices choices={card.choices ?? []} of={card.title} onChoice={props.onChoice} disabled={props.disabled} />
    </>
  );
}

/** Where a stay is; its stars are drawn, so that a screen reader says "4 stars". */
function Where({ card, stay }: { card: Card; stay: StayItem }) {
  return (
    <>
      {stay.stars && <Stars count={stay.stars} />} {card.subtitle?.replace(/^★+\s*/, "")}
    </>
  );
}

export function BookingCard(props: CardProps) {
  const { card } = props;
  const words = useStrings().cards;
  const locale = useLocale();
  const items = readItems(card.data?.items);
  const reference = text(card.data?.reference);
  const status = text(card.data?.status);
  if (!items || !reference || !status) return <PlainCard {...props} />;
  const total = readPrice(card.data?.total) ?? card.price ?? null;
  const refund = readPrice(card.data?.refund);
  return (
    <>
      <div className="booking-top">
        <span className={`badge badge--${status in words.statuses ? status : "other"}`}>{words.statuses[status] ?? status}</span>
        <Reference reference={reference} />
      </div>
      <Heading card={card} subtitle={items[0]?.kind === "stay" ? <Where card={card} stay={items[0]} /> : null} />
      <Items items={items} named={items.length > 1} />
      {total && <Sum label={words.total} amount={money(total, locale)} />}
      {refund && <Sum label={words.refund} amount={money(refund, locale)} />}
      <Details facts={card.facts ?? []} />
      <Folds data={card.data} />
      <Choices choices={card.choices ?? []} of={`${card.title} ${reference}`} onChoice={props.onChoice} disabled={props.disabled} quiet />
    </>
  );
}

function Sum({ label, amount }: { label: string; amount: string }) {
  return (
    <p className="card-sum">
      <span>{label}</span>{" "}
      <strong>
        <bdi>{amount}</bdi>
      </strong>
    </p>
  );
}

/** What a yes would buy: every item with its price and rule, then the total, then what a demo does not do. */
export function ItineraryCard(props: CardProps) {
  const { card } = props;
  const words = useStrings().cards;
  const locale = useLocale();
  const items = readItems(card.data?.items);
  const total = readPrice(card.data?.total) ?? card.price ?? null;
  if (!items || !total) return <PlainCard {...props} />;
  const note = text(card.data?.note);
  return (
    <>
      <Heading card={card} />
      <Items items={items} named />
      <Folds data={card.data} />
      {!note && <Details facts={card.facts ?? []} />}
      <Sum label={words.total} amount={money(total, locale)} />
      {note && (
        <p className="card-note">
          <bdi>{note}</bdi>
        </p>
      )}
      <Choices choices={card.choices ?? []} of={card.title} onChoice={props.onChoice} disabled={props.disabled} />
    </>
  );
}

export function ForecastCard(props: CardProps) {
  const { card } = props;
  const climate = readClimate(card.data?.climate);
  if (!climate) return <PlainCard {...props} />;
  return (
    <>
      <Heading card={card} />
      <dl className="forecast-figures">
        {(card.facts ?? []).map((fact, index) => (
          <div key={index}>
            <dt>{fact.label}</dt>
            <dd>
              <bdi>{fact.value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <Later>
        <ClimateChart climate={climate} month={readMonth(card.data?.month)} />
      </Later>
      <Folds data={card.data} without="climate" />
      <Choices choices={card.choices ?? []} of={card.title} onChoice={props.onChoice} disabled={props.disabled} />
    </>
  );
}
