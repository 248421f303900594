import { describe, expect, it } from "vitest";
import { addDays, addMonths, clamp, firstWeekday, spoken, spokenRange, startOfWeek, today, weeksOf } from "./days";

describe("sums", () => {
  it.each([
    [addDays("2027-02-28", 1), "2027-03-01"],
    [addDays("2028-02-28", 1), "2028-02-29"],
    [addDays("2027-01-01", -1), "2026-12-31"],
    [addDays("2027-03-27", 2), "2027-03-29"],
    [addMonths("2027-01-31", 1), "2027-02-28"],
    [addMonths("2027-12-15", 1), "2028-01-15"],
    [addMonths("2028-02-29", -12), "2027-02-28"],
    [startOfWeek("2027-02-14", 1), "2027-02-08"],
    [startOfWeek("2027-02-14", 0), "2027-02-14"],
    [startOfWeek("2027-02-14", 6), "2027-02-13"],
    [clamp("2027-02-14", "2027-02-20", null), "2027-02-20"],
    [clamp("2027-02-14", null, "2027-02-10"), "2027-02-10"],
    [clamp("2027-02-14", null, null), "2027-02-14"],
  ])("%s is %s", (got, wanted) => {
    expect(got).toBe(wanted);
  });

  it("today is that of the traveller's clock", () => {
    const late = new Date(2026, 10, 22, 23, 59);
    expect(today(late)).toBe("2026-11-22");
    expect(today(new Date(2026, 10, 22, 0, 1))).toBe("2026-11-22");
  });
});

describe("the weeks of a month", () => {
  it("hold each of its days once, under its weekday", () => {
    const weeks = weeksOf("2026-11", 1);
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
    expect(weeks.at(-1)?.[0]).toBe("2026-11-30");
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it("end with the year", () => {
    expect(weeksOf("2026-12", 1).flat().filter(Boolean).at(-1)).toBe("2026-12-31");
  });

  it.each([["en-GB", 1], ["de", 1], ["en-US", 0], ["pt-BR", 0], ["ar-EG", 6], ["he", 0], ["fa", 6]])("begin in %s on day %i", (locale, day) => {
    expect(firstWeekday(locale)).toBe(day);
  });
});

it("days are said in English with their year", () => {
  expect(spoken("2027-02-02")).toBe("2 Feb 2027");
  expect(spokenRange("2026-12-28", "2027-01-04")).toBe("28 Dec 2026 to 4 Jan 2027");
});
