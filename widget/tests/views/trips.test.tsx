import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { changed } from "../../src/state/slices";
import { grouped } from "../../src/views/trips";
import { violations } from "../axe";
import { FakeGateway, refuse } from "./gateway";
import { show } from "./show";
import { flightTrip, NOW, stayTrip } from "./things";

let gateway: FakeGateway;
const CANCELLATION = "POST /api/bookings/{reference}/cancellation";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  gateway = new FakeGateway().install();
});

const trip = (reference: string) => screen.getByText(reference).closest("li") as HTMLElement;
const section = (name: string) => screen.getByRole("region", { name });

describe("the list", () => {
  it("has what is ahead first, then what is over, then what was cancelled", async () => {
    const { container } = await show("trips", gateway);
    expect(await screen.findByText("TW-7K2M9Q")).toBeVisible();
    expect(screen.getAllByRole("heading", { name: /./ }).slice(2).map((one) => one.textContent?.trim())).toEqual([
      "Upcoming", "BER → LIS", "Casa da Andorinha", "Past", "BER → ROM", "Cancelled", "BER → OSL",
    ]);
    expect(gateway.calls[0]?.query).toMatchObject({ conversation: "conversation-of-a-guest" });
    const upcoming = within(trip("TW-7K2M9Q"));
    expect(upcoming.getByText("Confirmed")).toBeVisible();
    expect(upcoming.getByText(/50 % refundable/)).toBeVisible();
    expect(upcoming.getByText("€171.80")).toBeVisible();
    expect(within(trip("TW-GONE01")).getByText("€40.00")).toBeVisible();
    expect(await violations(container)).toEqual([]);
  });

  it("of an account asks for no conversation", async () => {
    await show("trips", gateway, { who: "user" });
    expect(await screen.findByText("TW-STAY01")).toBeVisible();
    expect(gateway.calls[0]?.query).not.toHaveProperty("conversation");
  });

  it.each(["guest", "newcomer"] as const)("says to a %s without any what would be here", async (who) => {
    gateway.bookings = [];
    const { container, write, act } = await show("trips", gateway, { who });
    await act.click(await screen.findByRole("button", { name: "Plan a trip" }));
    expect(write).toHaveBeenCalledExactlyOnceWith("I would like to plan a trip");
    expect(screen.getByText(/Signed in, you also see/)).toBeVisible();
    expect(await violations(container)).toEqual([]);
  });

  it("says so while it loads", async () => {
    gateway.instead.set("GET /api/bookings", "never");
    const { container } = await show("trips", gateway);
    expect(screen.getByRole("status")).toHaveTextContent("Loading…");
    expect(await violations(container)).toEqual([]);
  });

  it("that cannot be had can be asked for again", async () => {
    gateway.instead.set("GET /api/bookings", "unreachable");
    const { container, act } = await show("trips", gateway);
    expect(await screen.findByRole("alert")).toHaveTextContent("could not be loaded");
    expect(await violations(container)).toEqual([]);
    await act.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("TW-7K2M9Q")).toBeVisible();
  });

  it("goes on page by page, each trip once", async () => {
    gateway.bookings = Array.from({ length: 45 }, (_, nth) => ({ ...flightTrip, reference: `TW-N${String(nth).padStart(3, "0")}` }));
    const { act } = await show("trips", gateway);
    expect(await screen.findAllByRole("article")).toHaveLength(20);
    await act.click(screen.getByRole("button", { name: "Show more" }));
    await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(40));
    await act.click(screen.getByRole("button", { name: "Show more" }));
    await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(45));
    expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
  });

  it("is read again when something changed, without a flash of nothing", async () => {
    const { store } = await show("trips", gateway);
    await screen.findByText("TW-7K2M9Q");
    gateway.bookings = gateway.bookings.filter((one) => one.reference !== "TW-STAY01");
    store.dispatch(changed("bookings"));
    expect(screen.getByText("TW-7K2M9Q")).toBeVisible();
    await waitFor(() => expect(screen.queryByText("TW-STAY01")).not.toBeInTheDocument());
  });

  it("asks about a trip in the chat", async () => {
    const { write, act } = await show("trips", gateway);
    await screen.findByText("TW-7K2M9Q");
    await act.click(within(trip("TW-7K2M9Q")).getByRole("button", { name: /^Ask about this trip/ }));
    expect(write).toHaveBeenCalledExactlyOnceWith("About my booking TW-7K2M9Q: ");
  });

  it("shows what it cannot read with its rule, and loses nothing", async () => {
    gateway.bookings = [{ ...flightTrip, items: [{ kind: "flight", rule: "No refund." }], rule: "No refund." }];
    await show("trips", gateway);
    expect(await screen.findByText("No refund.")).toBeVisible();
    expect(within(section("Upcoming")).getByText("€171.80")).toBeVisible();
  });
});

describe("order", () => {
  it("counts a stay as ahead until its last day is over", () => {
    const stay = stayTrip;
    expect(grouped([stay], Date.parse("2027-02-19T20:00:00Z")).upcoming).toEqual([stay]);
    expect(grouped([stay], Date.parse("2027-02-20T00:00:01Z")).past).toEqual([stay]);
  });
});

describe("cancelling", () => {
  async function begin(options = {}) {
    const shown = await show("trips", gateway, options);
    await screen.findByText("TW-7K2M9Q");
    await shown.act.click(within(trip("TW-7K2M9Q")).getByRole("button", { name: /^Cancel…/ }));
    return shown;
  }

  it("shows what comes back and under which rule before anything happens, and a no changes nothing", async () => {
    const { container, act } = await begin();
    const question = screen.getByRole("region", { name: "Cancel TW-7K2M9Q?" });
    expect(screen.getByRole("heading", { name: "Cancel TW-7K2M9Q?" })).toHaveFocus();
    expect(await within(question).findByText("€85.90")).toBeVisible();
    expect(within(question).getByText(/50 % refundable/)).toBeVisible();
    expect(await violations(container)).toEqual([]);
    await act.click(within(question).getByRole("button", { name: "No, keep it" }));
    expect(question).not.toBeInTheDocument();
    expect(trip("TW-7K2M9Q")).toHaveFocus();
    expect(gateway.bookings.find((one) => one.reference === "TW-7K2M9Q")?.status).toBe("confirmed");
  });

  it("is done by a yes to the quote, told, and seen in its place", async () => {
    const { act } = await begin();
    await act.click(await screen.findByRole("button", { name: "Yes, cancel and get €85.90 back" }));
    await waitFor(() => expect(within(section("Cancelled")).getByText("TW-7K2M9Q")).toBeVisible());
    expect(screen.getByText("TW-7K2M9Q is cancelled. €85.90 comes back to you.")).toBeVisible();
    await waitFor(() => expect(trip("TW-7K2M9Q")).toHaveFocus());
    expect(gateway.called(CANCELLATION).map((one) => one.body)).toEqual([
      { conversation: "conversation-of-a-guest" },
      { conversation: "conversation-of-a-guest", quote: "q_1" },
    ]);
  });

  it("sends a yes whose answer was lost again under the same key", async () => {
    const { act } = await begin({ who: "user" });
    const yes = await screen.findByRole("button", { name: /^Yes/ });
    gateway.instead.set(CANCELLATION, "lost");
    await act.click(yes);
    expect(await screen.findByText(/cannot be reached/)).toBeVisible();
    await act.click(screen.getByRole("button", { name: /^Yes/ }));
    await waitFor(() => expect(within(section("Cancelled")).getByText("TW-7K2M9Q")).toBeVisible());
    const [, first, second] = gateway.called(CANCELLATION).map((one) => one.headers.get("Idempotency-Key"));
    expect(first).toBeTruthy();
    expect(second).toBe(first);
  });

  it("asks anew, under another key, when another sum would come back", async () => {
    const { act } = await begin();
    const yes = await screen.findByRole("button", { name: /^Yes/ });
    gateway.refund = "10.00";
    await act.click(yes);
    expect(await screen.findByText(/Another sum would come back/)).toBeVisible();
    await act.click(screen.getByRole("button", { name: "Yes, cancel and get €10.00 back" }));
    await waitFor(() => expect(within(section("Cancelled")).getByText("€10.00")).toBeVisible());
    const keys = gateway.called(CANCELLATION).map((one) => one.headers.get("Idempotency-Key"));
    expect(new Set(keys).size).toBe(3);
  });

  it("fetches a new quote for one that is too old", async () => {
    const { act } = await begin();
    const yes = await screen.findByRole("button", { name: /^Yes/ });
    gateway.instead.set(CANCELLATION, refuse(410, "quote-expired"));
    await act.click(yes);
    expect(await screen.findByText(/what would come back now/)).toBeVisible();
    await act.click(screen.getByRole("button", { name: /^Yes/ }));
    await waitFor(() => expect(within(section("Cancelled")).getByText("TW-7K2M9Q")).toBeVisible());
  });

  it("says when nothing comes back", async () => {
    gateway.refund = "0.00";
    const { act } = await begin();
    expect(await screen.findByText("Nothing comes back.")).toBeVisible();
    await act.click(screen.getByRole("button", { name: "Yes, cancel without a refund" }));
    expect(await screen.findByText("TW-7K2M9Q is cancelled.")).toBeVisible();
  });

  it("that is no longer possible says so", async () => {
    gateway.instead.set(CANCELLATION, refuse(409, "not-cancellable"));
    const { container, act } = await begin();
    expect(await screen.findByText("This booking can no longer be cancelled.")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Yes/ })).not.toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    await act.click(screen.getByRole("button", { name: "Close" }));
  });

  it("whose quote cannot be had can be asked for again", async () => {
    gateway.instead.set(CANCELLATION, refuse(429, "too-many-requests", {}, 120));
    const { act } = await begin();
    expect(await screen.findByText(/Please try again in 2 minutes/)).toBeVisible();
    await act.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("button", { name: /^Yes/ })).toBeEnabled();
  });

  it("is not offered for what is past", async () => {
    await show("trips", gateway);
    await screen.findByText("TW-PAST01");
    expect(within(trip("TW-PAST01")).queryByRole("button", { name: /^Cancel/ })).not.toBeInTheDocument();
  });
});
