// Prices by day as bars, the lowest marked; the same as a table.

import { useId } from "react";
import { dayOf, money } from "../cards/format";
import type { DayPrice } from "../cards/read";
import { useLocale, useStrings } from "../strings";

const WIDTH = 336;
const HEIGHT = 150;
const TOP = 24;
const BOTTOM = 122;
const WIDEST = 34;
const LABELS = 8;

/** `€95`: whole units, for lack of room. */
function short(price: DayPrice, locale: string): string {
  const shape: Intl.NumberFormatOptions = { style: "currency", currency: price.currency, maximumFractionDigits: 0 };
  return new Intl.NumberFormat(locale, shape).format(price.amount);
}

export default function PriceChart({ prices }: { prices: DayPrice[] }) {
  const words = useStrings().charts;
  const locale = useLocale();
  const id = useId();
  const highest = Math.max(...prices.map((one) => one.amount), 1);
  const lowest = prices.reduce((least, one) => (one.amount < least.amount ? one : least));
  const column = WIDTH / prices.length;
  const bar = Math.min(WIDEST, column * 0.7);
  const every = Math.ceil(prices.length / LABELS);
  const full = (one: DayPrice) => money({ amount: String(one.amount), currency: one.currency }, locale);
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-text`} className="chart-drawing">
        <title id={`${id}-title`}>{words.prices}</title>
        <desc id={`${id}-text`}>{words.pricesSummary(full(lowest), dayOf(lowest.date, locale))}</desc>
        {prices.map((one, index) => {
          const middle = column * (index + 0.5);
          const height = Math.max(3, (one.amount / highest) * (BOTTOM - TOP));
          const labelled = one === lowest || (prices.length <= LABELS && index % every === 0);
          return (
            <g key={one.date} className={one === lowest ? "chart-day chart-day--lowest" : "chart-day"}>
              <rect className="chart-bar" x={middle - bar / 2} y={BOTTOM - height} width={bar} height={height} rx={3} />
              {labelled && <text className="chart-number" x={near(middle)} y={BOTTOM - height - 6}>{short(one, locale)}</text>}
              {index % every === 0 && <text className="chart-label" x={middle} y={HEIGHT - 8}>{Number(one.date.slice(8))}</text>}
            </g>
          );
        })}
      </svg>
      <details className="chart-table">
        <summary>{words.table}</summary>
        <table>
          <caption>{words.prices}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.price}</th>
            </tr>
          </thead>
          <tbody>
            {prices.map((one) => (
              <tr key={one.date}>
                <th scope="row">{dayOf(one.date, locale)}</th>
                <td>{full(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Far enough from both edges for a number. */
const near = (middle: number): number => Math.min(WIDTH - 24, Math.max(24, middle));
