import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { violations } from "../../tests/axe";
import { CLIMATE } from "../../tests/samples";
import { readClimate, readPrices } from "../cards/read";
import { languageFor, LanguageContext } from "../strings";
import ClimateChart from "./ClimateChart";
import PriceChart from "./PriceChart";

const climate = readClimate(CLIMATE) ?? [];
const prices = readPrices([
  { date: "2027-02-11", amount: "212.00", currency: "EUR" },
  { date: "2027-02-10", amount: "171.80", currency: "EUR" },
  { date: "2027-02-12", amount: "1188.40", currency: "EUR" },
]) ?? [];

describe("the climate of a year", () => {
  it("is told in a sentence and as a table", async () => {
    const { container } = render(<ClimateChart climate={climate} month={3} />);
    const drawing = screen.getByRole("img", { name: /March marked/ });
    expect(drawing).toHaveAccessibleName(/Highs from 15 to 28 °C; most rain days in December\./);
    const rows = within(screen.getByRole("table", { hidden: true })).getAllByRole("row", { hidden: true });
    expect(rows).toHaveLength(13);
    expect(rows[3]).toHaveTextContent("March18 °C11 °C9");
    expect(await violations(container)).toEqual([]);
  });

  it("draws warmer months higher and wetter months taller, and marks one", () => {
    const { container } = render(<ClimateChart climate={climate} month={3} />);
    const tops = Array.from(container.querySelectorAll(".chart-bar"), (bar) => Number(bar.getAttribute("y")));
    const rain = Array.from(container.querySelectorAll(".chart-rain"), (bar) => Number(bar.getAttribute("height")));
    expect(tops[6]).toBeLessThan(tops[0] ?? 0);
    expect(rain[11]).toBeGreaterThan(rain[6] ?? 0);
    expect(container.querySelectorAll(".chart-month--marked")).toHaveLength(1);
  });

  it("below zero stays in the picture", () => {
    const cold = climate.map((row) => ({ ...row, high: row.high - 30, low: row.low - 40 }));
    const { container } = render(<ClimateChart climate={cold} month={null} />);
    for (const bar of container.querySelectorAll(".chart-bar")) {
      const [top, height] = [Number(bar.getAttribute("y")), Number(bar.getAttribute("height"))];
      expect(top).toBeGreaterThanOrEqual(0);
      expect(height).toBeGreaterThan(0);
      expect(top + height).toBeLessThanOrEqual(120);
    }
    expect(screen.getByRole("img")).toHaveAccessibleName(/^Climate by month Highs/);
  });
});

describe("prices by day", () => {
  it("are in the order of days, the lowest named and marked", async () => {
    const { container } = render(
      <LanguageContext.Provider value={languageFor("en-GB")}>
        <PriceChart prices={prices} />
      </LanguageContext.Provider>,
    );
    expect(screen.getByRole("img")).toHaveAccessibleName(/The lowest price is €171\.80 on Wed, 10 Feb 2027\./);
    const days = Array.from(container.querySelectorAll(".chart-day"), (day) => day.classList.contains("chart-day--lowest"));
    expect(days).toEqual([true, false, false]);
    expect(within(screen.getByRole("table", { hidden: true })).getByText("€1,188.40")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("need two days of one currency", () => {
    const day = (date: string, currency: string) => ({ date, amount: "10.00", currency });
    expect(readPrices([day("2027-02-10", "EUR")])).toBeNull();
    expect(readPrices([day("2027-02-10", "EUR"), day("2027-02-11", "USD")])).toBeNull();
    expect(readPrices([day("2027-02-10", "EUR"), day("soon", "EUR")])).toBeNull();
  });
});

it("a climate needs its twelve months in order", () => {
  expect(readClimate(CLIMATE.slice(1))).toBeNull();
  expect(readClimate([...CLIMATE].reverse())).toBeNull();
  expect(readClimate(CLIMATE.map((row) => ({ ...row, high: "warm" })))).toBeNull();
});
