// What several cards have in common.

import { createContext, type ReactNode, useContext, useState } from "react";
import { useLocale, useStrings } from "../strings";
import { useApi } from "../transport/api";
import type { Card, Choice, Fact, Price } from "../types/reply";
import { money } from "./format";
import { safeImage } from "./read";

export interface CardProps {
  card: Card;
  onChoice: (choice: Choice) => void;
  disabled: boolean;
}

/** A price with what it is for, "€412.60 in total". */
export function PriceTag({ price }: { price: Price }) {
  const words = useStrings().cards;
  const locale = useLocale();
  return (
    <p className="card-price">
      <strong>
        <bdi>{money(price, locale)}</bdi>
      </strong>{" "}
      <span>{words.per[price.per ?? "total"]}</span>
    </p>
  );
}

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="card-facts">
      {facts.map((fact, index) => (
        <div key={index}>
          <dt>{fact.label}</dt>
          <dd>
            <bdi>{fact.value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Facts behind a line to tap, where the card shows the most important of them already. */
export function Details({ facts }: { facts: Fact[] }) {
  const words = useStrings().cards;
  if (facts.length === 0) return null;
  return (
    <Fold label={words.details}>
      <Facts facts={facts} />
    </Fold>
  );
}

/** Something to open; what is inside is made only then. */
export function Fold({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="card-fold" open={open} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary>{label}</summary>
      {open && <div className="card-fold-inside">{children}</div>}
    </details>
  );
}

interface ChoicesProps extends Omit<CardProps, "card"> {
  choices: Choice[];
  /** What they are about; it tells several "Choose" apart. */
  of: string;
  /** None of them stands out, as what they do is seldom wanted. */
  quiet?: boolean;
}

/** A card's own buttons. */
export function Choices({ choices, of, onChoice, disabled, quiet = false }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <div className="card-choices">
      {choices.map((choice, index) => (
        <button
          key={choice.value}
          type="button"
          className={index === 0 && !quiet ? "tw-button" : "tw-button tw-button--quiet"}
          aria-label={`${choice.label}: ${of}`}
          disabled={disabled}
          onClick={() => { onChoice(choice); }}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}

/** The picture of a card; one that cannot be had leaves no hole. */
export function Picture({ card: { kind, title, image } }: { card: Card }) {
  const words = useStrings().cards;
  const source = safeImage(image, useApi().base);
  const [failed, setFailed] = useState(false);
  if (source === null || failed) return null;
  return (
    <img
      className="card-picture"
      src={source}
      alt={kind === "destination" ? words.picture(title) : ""}
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      onError={() => { setFailed(true); }}
    />
  );
}

export function Stars({ count }: { count: number }) {
  const words = useStrings().cards;
  return (
    <span className="card-stars" role="img" aria-label={words.stars(count)}>
      {"★".repeat(count)}
    </span>
  );
}

export function Rule({ rule }: { rule: string }) {
  return (
    <p className="card-rule">
      <bdi>{rule}</bdi>
    </p>
  );
}

/** Short marks in a row: "Direct", "Economy", "1 checked bag each". */
export function Marks({ marks }: { marks: (string | null | false | undefined)[] }) {
  const shown = marks.filter((mark): mark is string => Boolean(mark));
  if (shown.length === 0) return null;
  return (
    <ul className="card-marks" role="list">
      {shown.map((mark) => (
        <li key={mark}>
          <bdi>{mark}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** The rank of cards' titles: below the heading of where they stand. */
export const CardRank = createContext<"h2" | "h4">("h2");

export function Heading({ card, subtitle = card.subtitle }: { card: Card; subtitle?: ReactNode }) {
  const Title = useContext(CardRank);
  return (
    <header className="card-heading">
      <Title className="card-title">
        <bdi>{card.title}</bdi>
      </Title>
      {subtitle && (
        <p className="card-subtitle">
          <bdi>{subtitle}</bdi>
        </p>
      )}
    </header>
  );
}
