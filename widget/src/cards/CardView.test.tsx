import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../tests/axe";
import { booking, cancelled, CARDS, destination, flight, forecast, itinerary, overnight, stay } from "../../tests/samples";
import { languageFor, LanguageContext } from "../strings";
import type { Card } from "../types/reply";
import CardView from "./CardView";

function show(card: Card, { locale = "en-GB", disabled = false } = {}) {
  const onChoice = vi.fn();
  const shown = render(
    <LanguageContext.Provider value={languageFor(locale)}>
      <CardView card={card} onChoice={onChoice} disabled={disabled} />
    </LanguageContext.Provider>,
  );
  return { ...shown, onChoice };
}

const before = (first: Element, second: Element) =>
  Boolean(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING);

describe("every kind", () => {
  it.each(Object.entries(CARDS))("%s has a name, its title and nothing that axe objects to", async (_, card) => {
    const { container } = show(card);
    expect(screen.getByRole("article")).toHaveAccessibleName(new RegExp(card.title.slice(0, 8)));
    expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(card.title);
    expect(await violations(container)).toEqual([]);
  });

  it.each(Object.entries(CARDS))("%s shows title, facts and price when its data says nothing", (_, card) => {
    show({ ...card, data: {}, facts: [{ label: "Fact", value: "as sent" }], price: { amount: "12.50", currency: "EUR" } });
    expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(card.title);
    expect(screen.getByText("as sent")).toBeInTheDocument();
    expect(screen.getByText("€12.50")).toBeInTheDocument();
  });

  it("an unknown kind is shown plainly", () => {
    show({ ...flight, kind: "zeppelin" as Card["kind"], facts: [{ label: "Fact", value: "as sent" }] });
    expect(screen.getByRole("article")).toHaveAccessibleName(flight.title);
    expect(screen.getByText("as sent")).toBeInTheDocument();
  });

  it.each([
    ["numbers for texts", { slices: [{ origin: 1, destination: 2, departs: 3, arrives: 4 }] }],
    ["no time", { slices: [{ origin: "BER", destination: "LIS", departs: "soon", arrives: "later" }] }],
    ["something else", { slices: "none", climate: 7, places: [{ name: "Lisbon", lat: 999, lon: 0 }], prices: [null] }],
  ])("data with %s falls back to the facts", (_, data) => {
    show({ ...flight, data, facts: [{ label: "Out", value: "Fri 12 Feb" }] });
    expect(screen.getByText("Fri 12 Feb")).toBeInTheDocument();
    expect(screen.queryByRole("time")).not.toBeInTheDocument();
  });

  it("hands the tapped choice on, and nothing once it is disabled", async () => {
    const { onChoice, unmount } = show(destination);
    await userEvent.click(screen.getByRole("button", { name: "Stays: Gran Canaria" }));
    expect(onChoice).toHaveBeenCalledExactlyOnceWith(destination.choices?.[1]);
    unmount();
    show(destination, { disabled: true });
    expect(screen.getByRole("button", { name: "Stays: Gran Canaria" })).toBeDisabled();
  });
});

describe("a flight", () => {
  it("has the price first, then both ways with times of the place, zones, stops and numbers", () => {
    show(flight);
    expect(before(screen.getByText("€339.38"), screen.getByRole("heading", { level: 2 }))).toBe(true);
    for (const text of ["14:30", "16:55", "12:25", "16:35", "3 h 25 min", "EW9466", "EW9467"]) expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.getAllByText("UTC+1")).toHaveLength(2);
    expect(screen.getAllByText("UTC")).toHaveLength(2);
    expect(screen.getAllByText("Direct")).toHaveLength(2);
    expect(screen.getByText("No checked bag")).toBeInTheDocument();
    expect(screen.getByText("Change 70.00 EUR each, no refund.")).toBeInTheDocument();
  });

  it("marks an arrival on the next day", () => {
    show(overnight);
    expect(screen.getByText("+1")).toBeInTheDocument();
    expect(screen.getByText("arrives the next day", { exact: false })).toBeInTheDocument();
    expect(screen.getByText("1 stop")).toBeInTheDocument();
    expect(screen.getByText("2 checked bags each")).toBeInTheDocument();
  });

  it("keeps its facts behind a line to open", async () => {
    show(flight);
    expect(screen.queryByText("2 adults and 1 child (4)")).not.toBeInTheDocument();
    await userEvent.click(screen.getByText("Details"));
    expect(await screen.findByText("2 adults and 1 child (4)")).toBeInTheDocument();
  });

  it("writes money and times as the locale does", () => {
    show(flight, { locale: "de-DE" });
    expect(screen.getByText(/339,38.€/)).toBeInTheDocument();
    expect(screen.getByText("Fr., 12. Feb. 2027")).toBeInTheDocument();
  });
});

describe("a stay", () => {
  it("has stars that can be heard, nights, board and rule", () => {
    show(stay);
    expect(screen.getByRole("img", { name: "4 stars" })).toBeInTheDocument();
    expect(screen.getByText("Alfama, Lisbon", { exact: false })).toBeInTheDocument();
    for (const text of ["7 nights", "1 room", "Breakfast included"]) expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.getByText(/^Free cancellation/)).toBeInTheDocument();
  });
});

describe("a summary", () => {
  it("has every item with its price and rule, then the total, then the note", () => {
    show(itinerary);
    const items = screen.getAllByRole("listitem").filter((one) => within(one).queryByRole("heading", { level: 3 }));
    expect(items).toHaveLength(2);
    expect(items[0]).toHaveTextContent(/€339\.38.*Change 70\.00 EUR each, no refund\./);
    expect(items[1]).toHaveTextContent(/Casa da Andorinha.*€620\.31.*Free cancellation/);
    const total = screen.getByText("€959.69");
    expect(before(items[1] as Element, total)).toBe(true);
    expect(before(total, screen.getByText(/nothing is charged/))).toBe(true);
  });

  it("shows the facts as they are when one of its items cannot be read", () => {
    const items = (itinerary.data?.items as unknown[]).concat({ kind: "submarine" });
    show({ ...itinerary, data: { ...itinerary.data, items } });
    expect(screen.getByText("Eurowings, out Fri 12 Feb: 339.38 EUR")).toBeInTheDocument();
    expect(screen.getByText("€959.69")).toBeInTheDocument();
  });
});

describe("a booking", () => {
  it("has its state, its rule and its total", () => {
    show(booking);
    expect(screen.getByText("Confirmed")).toBeInTheDocument();
    expect(screen.getByText("3 passengers")).toBeInTheDocument();
    expect(screen.getByText("€339.38")).toBeInTheDocument();
    expect(screen.getByText("Change 70.00 EUR each, no refund.")).toBeInTheDocument();
  });

  it("shows what comes back once it is cancelled", () => {
    show(cancelled);
    expect(screen.getByText("Cancelled")).toBeInTheDocument();
    expect(screen.getByText("Refund").parentElement).toHaveTextContent("€620.31");
  });

  it("copies its reference and says so", async () => {
    const user = userEvent.setup();
    show(booking);
    await user.click(screen.getByRole("button", { name: "Copy TW-7K2M9Q" }));
    expect(await navigator.clipboard.readText()).toBe("TW-7K2M9Q");
    expect(screen.getByRole("status")).toHaveTextContent("Copied");
  });

  it("says when it cannot be copied", async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("forbidden"));
    show(booking);
    await user.click(screen.getByRole("button", { name: "Copy TW-7K2M9Q" }));
    expect(screen.getByRole("status")).toHaveTextContent("Could not be copied");
  });
});

describe("charts and maps", () => {
  it("are made when they are opened", async () => {
    show(destination);
    expect(screen.queryByRole("img")).not.toBeInTheDocument();
    await userEvent.click(screen.getByText("Climate"));
    expect(await screen.findByRole("img", { name: /Climate by month, March marked/ })).toBeInTheDocument();
  });

  it("a forecast shows its climate at once", async () => {
    show(forecast);
    expect(screen.getByText("Sea").nextElementSibling).toHaveTextContent("15 °C");
    expect(await screen.findByRole("img", { name: /March marked/ })).toBeInTheDocument();
  });
});

describe("pictures", () => {
  const picture = (container: HTMLElement) => container.querySelector("img");

  it.each(["https://pictures.example.org/lisbon.jpg", "/pictures/lisbon.jpg"])("%s is shown", (image) => {
    const { container } = show({ ...destination, image });
    expect(picture(container)).toHaveAttribute("src", new URL(image, document.baseURI).href);
  });

  it.each(["http://pictures.example.org/lisbon.jpg", "javascript:alert(1)", "data:image/png;base64,AA", "//[", "ftp://x/y.jpg"])("%s is not", (image) => {
    const { container } = show({ ...destination, image });
    expect(picture(container)).toBeNull();
  });

  it("of a destination says what it shows, and waits until it is in sight", () => {
    show({ ...destination, image: "/api/destinations/gran-canaria/picture.png?v=1" });
    const shown = screen.getByRole("img", { name: "Map and climate of Gran Canaria" });
    expect(shown).toHaveAttribute("loading", "lazy");
  });

  it("of anything else is an ornament", () => {
    const { container } = show({ ...stay, image: "/pictures/casa.jpg" });
    expect(picture(container)).toHaveAttribute("alt", "");
  });

  it("that cannot be loaded leaves no hole", () => {
    const { container } = show({ ...destination, image: "/gone.jpg" });
    fireEvent.error(picture(container) as Element);
    expect(picture(container)).toBeNull();
  });
});
