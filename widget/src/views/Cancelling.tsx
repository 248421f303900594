// The question before a booking is cancelled: what comes back, under which rule, and a yes or no that cannot be missed.

import { useEffect, useId, useRef } from "react";
import { money } from "../cards/format";
import { Rule } from "../cards/parts";
import { useLocale } from "../strings";
import type { BookingAnswer } from "../types/api";
import type { Price } from "../types/reply";
import { type Step, useCancellation } from "./cancellation";
import type { Owner } from "./owner";
import { reveal } from "./parts";
import { useWords } from "./words";

interface Props {
  booking: BookingAnswer;
  owner: Owner;
  onKeep: () => void;
  onCancelled: (told: string) => void;
  onStale: () => void;
}

export function Cancelling({ booking, owner, onKeep, onCancelled, onStale }: Props) {
  const strings = useWords();
  const words = strings.views.trips;
  const locale = useLocale();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { step, confirm, retry } = useCancellation(booking.reference, owner, {
    onStale,
    onCancelled: ({ reference, refund }, quote) => {
      const sum = refund ?? quote.refund;
      onCancelled(isNothing(sum) ? words.doneNothing(reference) : words.done(reference, money(sum, locale)));
    },
  });
  const known = step.at !== "quoting";
  useEffect(() => {
    if (known) heading.current?.closest("section")?.scrollIntoView?.({ block: "nearest" });
    else reveal(heading.current);
  }, [known]);
  return (
    <section className="confirm" aria-labelledby={id}>
      <h4 id={id} ref={heading} tabIndex={-1}>
        {words.confirm(booking.reference)}
      </h4>
      <div aria-live="polite">
        <State step={step} />
      </div>
      <div className="confirm-buttons">
        {(step.at === "quoted" || step.at === "cancelling") && (
          <Yes refund={step.quote.refund} busy={step.at === "cancelling"} onYes={() => void confirm()} />
        )}
        {step.at === "failed" && (
          <button type="button" className="tw-button" onClick={retry}>
            {strings.views.again}
          </button>
        )}
        <button type="button" className="tw-button tw-button--quiet" disabled={step.at === "cancelling"} onClick={onKeep}>
          {step.at === "impossible" ? strings.views.close : strings.views.keep}
        </button>
      </div>
    </section>
  );
}

const isNothing = (price: Price): boolean => Number(price.amount) === 0;

function State({ step }: { step: Step }) {
  const words = useWords().views.trips;
  const locale = useLocale();
  if (step.at === "quoting") return <p className="view-hint">{words.quoting}</p>;
  if (step.at === "failed") return <p className="view-wrong">{step.problem}</p>;
  if (step.at === "impossible") return <p>{words.notCancellable}</p>;
  const { refund, rule } = step.quote;
  return (
    <>
      {step.at === "quoted" && step.note && <p className="card-note">{words[step.note]}</p>}
      {isNothing(refund) ? (
        <p className="confirm-sum">
          <strong>{words.nothingBack}</strong>
        </p>
      ) : (
        <p className="confirm-sum">
          {words.comesBack}{" "}
          <strong>
            <bdi>{money(refund, locale)}</bdi>
          </strong>
        </p>
      )}
      <Rule rule={rule} />
      {step.at === "quoted" && step.problem && <p className="view-wrong">{step.problem}</p>}
    </>
  );
}

function Yes({ refund, busy, onYes }: { refund: Price; busy: boolean; onYes: () => void }) {
  const words = useWords().views.trips;
  const locale = useLocale();
  const label = isNothing(refund) ? words.yesNothing : words.yes(money(refund, locale));
  return (
    <button type="button" className="tw-button view-danger" disabled={busy} onClick={onYes}>
      {busy ? words.cancelling : label}
    </button>
  );
}
