import { describe, expect, it } from "vitest";
import { LEGS } from "../../tests/samples";
import { clock, dayOf, daysBetween, daysOf, lasting, money, monthName, zone } from "./format";

describe("money", () => {
  it.each([
    ["412.60", "EUR", "en-GB", "€412.60"],
    ["2139.68", "EUR", "de-DE", "2.139,68 €"],
    ["154000", "JPY", "en-US", "¥154,000"],
    ["12.5", "USD", "fr-FR", "12,50 $US"],
  ])("%s %s for %s", (amount, currency, locale, shown) => {
    expect(money({ amount, currency }, locale).replaceAll(/[\u00a0\u202f]/g, " ")).toBe(shown);
  });

  it("keeps what Intl cannot read", () => {
    expect(money({ amount: "5", currency: "?" }, "en-GB")).toBe("5 ?");
  });
});

describe("times", () => {
  it("are those of the place, whatever the reader's zone", () => {
    expect(clock("2027-02-12T23:50:00-11:00", "en-GB")).toBe("23:50");
    expect(dayOf("2027-02-12T23:50:00-11:00", "en-GB")).toBe("Fri, 12 Feb 2027");
    expect(clock("2027-02-12T00:10:00+14:00", "en-US")).toMatch(/12:10\sAM/);
  });

  it.each([
    ["2027-02-12T09:00:00+01:00", "UTC+1"],
    ["2027-02-12T09:00:00-03:30", "UTC−3:30"],
    ["2027-02-12T09:00:00+05:45", "UTC+5:45"],
    ["2027-02-12T09:00:00+00:00", "UTC"],
    ["2027-02-12T09:00:00Z", "UTC"],
  ])("%s is in %s", (iso, shown) => {
    expect(zone(iso)).toBe(shown);
  });

  it("last as long as the way across zones", () => {
    expect(LEGS.map(lasting)).toEqual([[3, 25], [3, 10]]);
  });

  it("count days by the local calendar, also backwards over the date line", () => {
    expect(daysBetween("2027-05-03T14:10:00+02:00", "2027-05-04T15:15:00+09:00")).toBe(1);
    expect(daysBetween("2027-05-04T01:00:00+14:00", "2027-05-03T15:00:00-10:00")).toBe(-1);
    expect(daysBetween("2027-03-27", "2027-03-29")).toBe(2);
  });
});

it("days and months are named by the locale", () => {
  expect(daysOf("2027-02-12", "2027-02-19", "en-GB")).toMatch(/12.*19 Feb 2027/);
  expect(dayOf("2027-02-12", "en-GB", false)).toBe("Fri 12 Feb");
  expect(monthName(3, "de-DE", "long")).toBe("März");
});
