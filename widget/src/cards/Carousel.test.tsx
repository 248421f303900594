import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { violations } from "../../tests/axe";
import { languageFor, LanguageContext } from "../strings";
import Carousel from "./Carousel";

const WIDTH = 300;

/** Lays out what jsdom does not: cards of 300 px beside each other in a track `room` pixels wide. */
function layOut(room: number) {
  const box = (left: number, width: number) => ({ left, right: left + width, width }) as DOMRect;
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const list = this.parentElement;
    if (this.tagName !== "LI" || !list) return box(0, room);
    return box(Array.from(list.children).indexOf(this) * WIDTH - list.scrollLeft, WIDTH);
  });
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(room);
  vi.spyOn(Element.prototype, "scrollWidth", "get").mockImplementation(function (this: Element) {
    return this.children.length * WIDTH;
  });
}

const scrollBy = vi.fn(function (this: Element, { left }: ScrollToOptions) {
  this.scrollLeft += left ?? 0;
  fireEvent.scroll(this);
});

beforeEach(() => {
  Element.prototype.scrollBy = scrollBy as never;
});
afterEach(() => {
  scrollBy.mockClear();
});

const four = (tag = "en-GB") =>
  render(
    <LanguageContext.Provider value={languageFor(tag)}>
      <Carousel label="Flights">
        {["one", "two", "three", "four"].map((name) => (
          <article key={name}>{name}</article>
        ))}
      </Carousel>
    </LanguageContext.Provider>,
  );

describe("several cards", () => {
  it("in little room move by buttons, which end where the cards end", async () => {
    layOut(320);
    four();
    const [back, on] = [screen.getByRole("button", { name: "Earlier ones" }), screen.getByRole("button", { name: "More" })];
    expect(back).toBeDisabled();
    expect(screen.getByText("1 of 4")).toBeInTheDocument();
    for (let step = 0; step < 3; step += 1) await userEvent.click(on);
    expect(screen.getByText("4 of 4")).toBeInTheDocument();
    expect(on).toBeDisabled();
    await userEvent.click(back);
    expect(screen.getByText("3 of 4")).toBeInTheDocument();
  });

  it("can be scrolled by keyboard where they scroll", () => {
    layOut(320);
    four();
    expect(screen.getByRole("list")).toHaveAttribute("tabindex", "0");
  });

  it("go the other way from right to left", async () => {
    layOut(320);
    four("ar");
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    expect(scrollBy).toHaveBeenLastCalledWith({ left: -WIDTH });
  });

  it("need no buttons where all of them fit", async () => {
    layOut(1300);
    const { container } = four();
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
    expect(screen.getByRole("group", { name: "Flights" })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("say how many are in sight", () => {
    layOut(620);
    four();
    expect(screen.getByText("1 to 2 of 4")).toBeInTheDocument();
  });

  it("look again when their room changes", () => {
    let tell = () => {};
    vi.stubGlobal("ResizeObserver", class { constructor(told: () => void) { tell = told; } observe() {} disconnect() {} });
    layOut(320);
    four();
    layOut(1300);
    act(() => { tell(); });
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
    vi.unstubAllGlobals();
  });
});

it("one card stands alone", () => {
  render(<Carousel><article>only</article></Carousel>);
  expect(screen.queryByRole("list")).not.toBeInTheDocument();
  expect(screen.getByRole("article")).toBeInTheDocument();
});
