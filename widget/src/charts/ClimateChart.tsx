// The climate of a year: a bar from low to high for each month, rain days below; the same as a table.

import { useId } from "react";
import { monthName } from "../cards/format";
import type { ClimateMonth } from "../cards/read";
import { useLocale, useStrings } from "../strings";

const WIDTH = 336;
const HEIGHT = 190;
const SIDE = 4;
const COLUMN = (WIDTH - 2 * SIDE) / 12;
const BAR = 12;
const TOP = 20;
const BOTTOM = 116;
const RAIN_TOP = 132;
const RAIN_BOTTOM = 164;
const MOST_RAIN = 31;

export interface ClimateChartProps {
  climate: ClimateMonth[];
  /** The month in question, marked. */
  month: number | null;
}

export default function ClimateChart({ climate, month }: ClimateChartProps) {
  const words = useStrings().charts;
  const locale = useLocale();
  const id = useId();
  const warmest = Math.max(...climate.map((row) => row.high));
  const coldest = Math.min(...climate.map((row) => row.low));
  const lowestHigh = Math.min(...climate.map((row) => row.high));
  const wettest = climate.reduce((most, row) => (row.rainDays > most.rainDays ? row : most));
  const name = (one: number, width: "long" | "short" | "narrow") => monthName(one, locale, width);
  const title = words.climate(month === null ? null : name(month, "long"));
  const height = (degrees: number) => BOTTOM - ((degrees - coldest) / Math.max(1, warmest - coldest)) * (BOTTOM - TOP);
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-text`} className="chart-drawing">
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-text`}>{words.climateSummary(warmest, lowestHigh, name(wettest.month, "long"))}</desc>
        {climate.map((row, index) => {
          const middle = SIDE + COLUMN * (index + 0.5);
          const rain = Math.max(1, (row.rainDays / MOST_RAIN) * (RAIN_BOTTOM - RAIN_TOP));
          return (
            <g key={row.month} className={row.month === month ? "chart-month chart-month--marked" : "chart-month"}>
              <rect className="chart-ground" x={middle - COLUMN / 2 + 1} y={2} width={COLUMN - 2} height={HEIGHT - 4} rx={6} />
              <text className="chart-number" x={middle} y={height(row.high) - 5}>{row.high}</text>
              <rect className="chart-bar" x={middle - BAR / 2} y={height(row.high)} width={BAR} height={Math.max(4, height(row.low) - height(row.high))} rx={BAR / 2} />
              <text className="chart-number chart-number--low" x={middle} y={height(row.low) + 11}>{row.low}</text>
              <rect className="chart-rain" x={middle - BAR / 2} y={RAIN_BOTTOM - rain} width={BAR} height={rain} rx={2} />
              <text className="chart-label" x={middle} y={HEIGHT - 10}>{name(row.month, "narrow")}</text>
            </g>
          );
        })}
      </svg>
      <figcaption className="chart-key">
        <span className="chart-key-bar">{words.temperature}</span>
        <span className="chart-key-rain">{words.rainDays}</span>
      </figcaption>
      <details className="chart-table">
        <summary>{words.table}</summary>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.month}</th>
              <th scope="col">{words.high}</th>
              <th scope="col">{words.low}</th>
              <th scope="col">{words.rainDays}</th>
            </tr>
          </thead>
          <tbody>
            {climate.map((row) => (
              <tr key={row.month}>
                <th scope="row">{name(row.month, "long")}</th>
                <td>{row.high} °C</td>
                <td>{row.low} °C</td>
                <td>{row.rainDays}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
