// What is booked: upcoming first, each with its state, rule, total and reference, and a way to cancel it.

import { useEffect, useRef, useState } from "react";
import CardView from "../cards/CardView";
import { CardRank } from "../cards/parts";
import { useChanges } from "../state/store";
import { useApi } from "../transport/api";
import type { BookingAnswer } from "../types/api";
import { Cancelling } from "./Cancelling";
import { type Owner, useOwner } from "./owner";
import { type Pages, usePages } from "./pages";
import { Failed, More, type News, Page, Section, Told, Waiting } from "./parts";
import type { ViewProps } from "./registry";
import { request } from "./rest";
import { cardOf, grouped, type Trips as Grouped } from "./trips";
import { useWords } from "./words";

export default function Trips(ways: ViewProps) {
  const api = useApi();
  const owner = useOwner();
  const pages = usePages(owner?.key ?? null, useChanges("bookings"), async (after, limit, signal) => {
    const query = { ...owner?.names, after, limit };
    const { bookings, next } = await request(api, "GET /api/bookings", { query, ...(signal && { signal }) });
    return { items: bookings, next };
  });
  const state = owner === null ? "ready" : pages.state;
  return (
    <Page title={useWords().app.trips}>
      {state === "loading" && <Waiting />}
      {state === "failed" && <Failed onAgain={pages.again} />}
      {state === "ready" && pages.items.length === 0 && <None guest={!owner?.signedIn} {...ways} />}
      {owner && state === "ready" && pages.items.length > 0 && <All pages={pages} owner={owner} {...ways} />}
    </Page>
  );
}

function None({ guest, write }: ViewProps & { guest: boolean }) {
  const words = useWords().views.trips;
  return (
    <div className="view-empty">
      <h3>{words.none}</h3>
      <p>{words.noneHint}</p>
      {guest && <p>{words.guestHint}</p>}
      <button type="button" className="tw-button" onClick={() => write(words.planText)}>
        {words.plan}
      </button>
    </div>
  );
}

function All({ pages, owner, write }: ViewProps & { pages: Pages<BookingAnswer>; owner: Owner }) {
  const words = useWords().views.trips;
  const [news, setNews] = useState<News | null>(null);
  const [focused, setFocused] = useState("");
  const [now] = useState(() => Date.now());
  const trips = grouped(pages.items, now);
  const cancelled = (reference: string, told: string) => {
    setNews({ tone: "good", words: told });
    setFocused(reference);
    pages.again();
  };
  return (
    <>
      <Told news={news} />
      {(["upcoming", "past", "cancelled"] satisfies (keyof Grouped)[]).map(
        (group) =>
          trips[group].length > 0 && (
            <Section key={group} title={words[group]}>
              <ul className="view-cards" role="list">
                {trips[group].map((booking) => (
                  <Trip
                    key={booking.reference}
                    booking={booking}
                    owner={owner}
                    focused={focused === booking.reference}
                    onAsk={() => write(words.askText(booking.reference))}
                    onCancelled={(told) => cancelled(booking.reference, told)}
                    onStale={pages.again}
                  />
                ))}
              </ul>
            </Section>
          ),
      )}
      <More pages={pages} />
    </>
  );
}

interface TripProps {
  booking: BookingAnswer;
  owner: Owner;
  /** Whether the focus goes there: what was cancelled has moved to another place. */
  focused: boolean;
  onAsk: () => void;
  onCancelled: (told: string) => void;
  onStale: () => void;
}

function Trip({ booking, owner, focused, onAsk, onCancelled, onStale }: TripProps) {
  const words = useWords();
  const place = useRef<HTMLLIElement>(null);
  const [cancelling, setCancelling] = useState(false);
  const { status } = booking;
  useEffect(() => {
    if (focused) place.current?.focus();
  }, [focused, status]);
  const keep = () => {
    setCancelling(false);
    place.current?.focus();
  };
  const choices = [
    ...(booking.cancellable ? [{ label: words.views.trips.cancel, value: "cancel" }] : []),
    { label: words.views.trips.ask, value: "ask" },
  ];
  const labels = { rule: words.cards.rule, reference: words.cards.reference };
  return (
    <li ref={place} tabIndex={-1}>
      <CardRank value="h4">
        <CardView
          card={cardOf(booking, cancelling ? [] : choices, labels)}
          disabled={false}
          onChoice={({ value }) => (value === "ask" ? onAsk() : setCancelling(true))}
        />
      </CardRank>
      {cancelling && (
        <Cancelling booking={booking} owner={owner} onKeep={keep} onCancelled={onCancelled} onStale={onStale} />
      )}
    </li>
  );
}
