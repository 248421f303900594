import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { violations } from "../../tests/axe";
import { choice } from "../../tests/samples";
import { languageFor, LanguageContext } from "../strings";
import type { Ask } from "../types/reply";
import AskView from "./AskView";

const ONE_WAY = choice("One way");
const DATE: Ask = { slot: "return_date", kind: "date", options: [ONE_WAY], min: "2027-02-12", max: "2027-11-17" };
const RANGE: Ask = { slot: "check_in", kind: "date_range", min: "2026-11-22", max: "2027-11-17" };

function show(ask: Ask, tag = "en-GB") {
  const onAnswer = vi.fn();
  const shown = render(
    <LanguageContext.Provider value={languageFor(tag)}>
      <AskView ask={ask} onAnswer={onAnswer} disabled={false} />
    </LanguageContext.Provider>,
  );
  return { ...shown, onAnswer, user: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }) };
}

const day = (iso: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-day="${iso}"]`);
  if (!found) throw new Error(`${iso} is not in sight`);
  return found;
};
/** The ISO day that has the focus. */
const focused = () => (document.activeElement as HTMLElement | null)?.dataset.day;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 22, 12) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a date", () => {
  it("begins at the first day that can be, and is sent in words", async () => {
    const { onAnswer, user } = show(DATE);
    expect(screen.getByRole("grid", { name: "February 2027" })).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Choose a date" })).toBeDisabled();
    await user.click(day("2027-02-15"));
    expect(onAnswer).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Send: Mon, 15 Feb 2027" }));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "15 Feb 2027" });
  });

  it("is sent by a second tap too", async () => {
    const { onAnswer, user } = show(DATE);
    await user.dblClick(day("2027-02-15"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "15 Feb 2027" });
  });

  it("cannot be before the first or after the last day", async () => {
    const { onAnswer, user } = show({ ...DATE, max: "2027-02-20" });
    for (const out of ["2027-02-11", "2027-02-21"]) {
      expect(day(out)).toHaveAttribute("aria-disabled", "true");
      await user.dblClick(day(out));
    }
    expect(onAnswer).not.toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Previous month" })).toBeDisabled();
    expect(screen.getByRole("button", { name: "Next month" })).toBeDisabled();
  });

  it("offers its other answers", async () => {
    const { onAnswer, user } = show(DATE);
    await user.click(screen.getByRole("button", { name: "One way" }));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ choice: ONE_WAY });
  });

  it("without bounds begins today, which is marked", () => {
    show({ slot: "date", kind: "date" });
    expect(day("2026-11-22")).toHaveAttribute("aria-current", "date");
    expect(day("2026-11-22")).toHaveAccessibleName(/^Sunday,? 22 November 2026, today$/);
    expect(screen.getByRole("button", { name: "Previous month" })).toBeEnabled();
  });

  it("says which day is chosen", async () => {
    const { container, user } = show(DATE);
    await user.click(day("2027-02-15"));
    expect(screen.getAllByRole("gridcell", { selected: true }).map((one) => one.textContent)).toEqual(["15"]);
    expect(await violations(container)).toEqual([]);
  });
});

describe("keys", () => {
  const pressed = async (keys: string[], tag = "en-GB", ask = DATE) => {
    const { onAnswer, user } = show(ask, tag);
    // Past the buttons of the months to the one day that Tab reaches.
    while (!focused()) await user.tab();
    const days = [];
    for (const key of keys) {
      await user.keyboard(key);
      days.push(focused());
    }
    return { days, onAnswer, user };
  };

  it("move by day, week, month and year", async () => {
    const { days } = await pressed(["{ArrowRight}", "{ArrowDown}", "{ArrowLeft}", "{ArrowUp}", "{PageDown}", "{PageUp}", "{End}", "{Home}", "{ArrowDown}{Home}"]);
    expect(days).toEqual([
      "2027-02-13", "2027-02-20", "2027-02-19", "2027-02-12", "2027-03-12", "2027-02-12", "2027-02-14", "2027-02-12", "2027-02-15",
    ]);
  });

  it("end at the bounds", async () => {
    const { days } = await pressed(["{ArrowLeft}", "{PageUp}", "{Shift>}{PageDown}{/Shift}", "{ArrowRight}", "{Shift>}{PageUp}{/Shift}"]);
    expect(days).toEqual(["2027-02-12", "2027-02-12", "2027-11-17", "2027-11-17", "2027-02-12"]);
  });

  it("turn the month along", async () => {
    const { days } = await pressed(["{PageDown}", "{Home}", "{PageDown}"]);
    expect(days.at(-1)).toBe("2027-04-08");
    expect(screen.getByRole("grid", { name: "April 2027" })).toBeInTheDocument();
  });

  it("go the other way from right to left", async () => {
    const { days } = await pressed(["{ArrowLeft}", "{ArrowLeft}", "{ArrowRight}"], "ar");
    expect(days).toEqual(["2027-02-13", "2027-02-14", "2027-02-13"]);
  });

  it("know where the week begins", async () => {
    const { days } = await pressed(["{ArrowDown}", "{Home}", "{End}"], "en-US");
    expect(days).toEqual(["2027-02-19", "2027-02-14", "2027-02-20"]);
  });

  it("pick with Enter and Space", async () => {
    const { onAnswer, user } = await pressed(["{ArrowRight}", " "]);
    expect(screen.getByRole("button", { name: "Send: Sat, 13 Feb 2027" })).toBeEnabled();
    await user.keyboard("{Enter}");
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "13 Feb 2027" });
  });

  it("leave one stop for Tab, also after turning months by button", async () => {
    const { container, user } = show(DATE);
    const stops = () => Array.from(container.querySelectorAll<HTMLElement>("[data-day]")).filter((one) => one.tabIndex === 0).map((one) => one.dataset.day);
    expect(stops()).toEqual(["2027-02-12"]);
    await user.click(screen.getByRole("button", { name: "Next month" }));
    expect(stops()).toEqual(["2027-03-12"]);
    expect(screen.getByRole("button", { name: "Next month" })).toHaveFocus();
  });
});

describe("a range", () => {
  it("is a first and a later last day", async () => {
    const { onAnswer, user } = show(RANGE);
    await user.click(day("2026-11-25"));
    expect(screen.getByRole("button", { name: "Choose the first and the last day" })).toBeDisabled();
    await user.click(day("2026-11-29"));
    expect(screen.getAllByRole("gridcell", { selected: true })).toHaveLength(5);
    await user.click(screen.getByRole("button", { name: "Send: 4 nights" }));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "25 Nov 2026 to 29 Nov 2026" });
  });

  it("begins anew with an earlier day, and with a third one", async () => {
    const { user } = show(RANGE);
    await user.click(day("2026-11-25"));
    await user.click(day("2026-11-23"));
    expect(screen.getByText("Mon, 23 Nov 2026")).toBeInTheDocument();
    expect(screen.getByText("Not chosen")).toBeInTheDocument();
    await user.click(day("2026-11-24"));
    await user.click(day("2026-11-27"));
    expect(screen.getByText("Fri, 27 Nov 2026")).toBeInTheDocument();
    expect(screen.getByText("Not chosen")).toBeInTheDocument();
  });

  it("may go over the end of a month", async () => {
    const { onAnswer, user } = show(RANGE);
    await user.click(day("2026-11-29"));
    await user.click(screen.getByRole("button", { name: "Next month" }));
    await user.click(day("2026-12-05"));
    await user.click(screen.getByRole("button", { name: "Send: 6 nights" }));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "29 Nov 2026 to 5 Dec 2026" });
  });

  it("shows two months where there is room, one where there is little", async () => {
    let tell: (width: number) => void = () => {};
    vi.stubGlobal("ResizeObserver", class {
      constructor(told: (entries: unknown[]) => void) { tell = (width) => { told([{ contentRect: { width } }]); }; }
      observe() {}
      disconnect() {}
    });
    const { container, user } = show(RANGE);
    const months = () => screen.getAllByRole("grid").map((one) => one.parentElement?.querySelector(".calendar-title")?.textContent);
    expect(months()).toEqual(["November 2026"]);
    act(() => { tell(800); });
    expect(months()).toEqual(["November 2026", "December 2026"]);
    expect(await violations(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Next month" }));
    expect(months()).toEqual(["December 2026", "January 2027"]);
    while (!focused()) await user.tab();
    await user.keyboard("{PageDown}{PageDown}");
    expect(months()).toContain("February 2027");
    expect(focused()).toBe("2027-02-22");
    act(() => { tell(400); });
    expect(months()).toHaveLength(1);
    expect(container.querySelectorAll('[data-day][tabindex="0"]')).toHaveLength(1);
  });
});
