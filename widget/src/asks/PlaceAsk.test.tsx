import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../tests/axe";
import { type Api, ApiContext, type CallOptions } from "../transport/api";
import PlaceAsk from "./PlaceAsk";
import { PAUSE, type Place, saidAs } from "./places";

const place = (id: string, name: string, kind: string, country: string, label: string): Place => ({ id, name, kind, country, label });
const PORTLANDS = [
  place("gn:5746545", "Portland", "city", "US", "Portland, Oregon (PDX)"),
  place("gn:4975802", "Portland", "city", "US", "Portland, Maine (PWM)"),
  place("iata:PDX", "Portland International", "airport", "US", "Portland International, Oregon (PDX)"),
];

/** A gateway that answers when the test says so. */
class SlowGateway implements Api {
  readonly base = "";
  readonly asked: { path: string; signal: AbortSignal | undefined; answer: (places: Place[]) => void; fail: () => void }[] = [];

  get<T>(path: string, options?: CallOptions): Promise<T> {
    return new Promise((answer, fail) => {
      this.asked.push({
        path,
        signal: options?.signal,
        answer: (places) => { answer({ places } as T); },
        fail: () => { fail(new TypeError("no network")); },
      });
    });
  }

  send<T>(): Promise<T> {
    return Promise.reject(new Error("nothing is sent from here"));
  }
}

function show(disabled = false) {
  const gateway = new SlowGateway();
  const onAnswer = vi.fn();
  const shown = render(
    <ApiContext.Provider value={gateway}>
      <PlaceAsk ask={{ slot: "destination", kind: "place" }} onAnswer={onAnswer} disabled={disabled} />
    </ApiContext.Provider>,
  );
  return { ...shown, gateway, onAnswer, user: userEvent.setup() };
}

const field = () => screen.getByRole("combobox", { name: "Place" });
/** Until the gateway has been asked that often. */
const asked = (gateway: SlowGateway, times: number) => waitFor(() => { expect(gateway.asked).toHaveLength(times); });
const answered = (gateway: SlowGateway, places: Place[]) => act(async () => { gateway.asked.at(-1)?.answer(places); await Promise.resolve(); });

async function typed(text = "portl") {
  const all = show();
  await all.user.type(field(), text);
  await asked(all.gateway, 1);
  await answered(all.gateway, PORTLANDS);
  return all;
}

describe("a place", () => {
  it("is asked for once the typing pauses, not with every letter", async () => {
    const { gateway } = await typed("port & l");
    expect(gateway.asked.map((one) => one.path)).toEqual(["/api/places?query=port%20%26%20l&limit=8"]);
    expect(screen.getAllByRole("option").map((one) => one.textContent)).toEqual([
      "Portland, Oregon (PDX) City",
      "Portland, Maine (PWM) City",
      "Portland International, Oregon (PDX) Airport",
    ]);
    expect(screen.getByRole("status")).toHaveTextContent("3 places found");
  });

  it("is picked by a tap and said without the airport's code", async () => {
    const { onAnswer, user } = await typed();
    await user.click(screen.getByText("Portland, Maine (PWM)"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "Portland, Maine" });
    expect(screen.queryByRole("option")).not.toBeInTheDocument();
  });

  it("is picked by keys, round and round", async () => {
    const { onAnswer, user } = await typed();
    expect(field()).toHaveAttribute("aria-expanded", "true");
    expect(field()).not.toHaveAttribute("aria-activedescendant");
    const active = () => screen.getByRole("option", { selected: true });
    await user.keyboard("{ArrowDown}");
    expect(active()).toHaveTextContent("Oregon");
    expect(field()).toHaveAttribute("aria-activedescendant", active().id);
    await user.keyboard("{ArrowUp}");
    expect(active()).toHaveTextContent("Airport");
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(active()).toHaveTextContent("Maine");
    expect(field()).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "Portland, Maine" });
  });

  it("can be sent as it was typed", async () => {
    const { onAnswer, user } = await typed("near the sea");
    await user.keyboard("{Enter}");
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "near the sea" });
  });

  it("closes its list by Escape, and only then lets Escape out", async () => {
    const outside = vi.fn();
    document.addEventListener("keydown", outside);
    const { user } = await typed();
    outside.mockClear();
    await user.keyboard("{Escape}");
    expect(field()).toHaveAttribute("aria-expanded", "false");
    expect(outside).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(outside).toHaveBeenCalledOnce();
    document.removeEventListener("keydown", outside);
  });

  it("drops the answer to what is no longer asked", async () => {
    const { gateway, user } = show();
    await user.type(field(), "por");
    await asked(gateway, 1);
    await user.type(field(), "to");
    expect(gateway.asked[0]?.signal?.aborted).toBe(true);
    await asked(gateway, 2);
    await answered(gateway, [place("gn:2735943", "Porto", "city", "PT", "Porto, Portugal (OPO)")]);
    await act(async () => { gateway.asked[0]?.answer(PORTLANDS); await Promise.resolve(); });
    expect(screen.getAllByRole("option")).toHaveLength(1);
  });

  it("says when there is none, and when they cannot be had", async () => {
    const { gateway, user } = show();
    await user.type(field(), "xyzzy");
    await asked(gateway, 1);
    await answered(gateway, []);
    expect(screen.getByRole("status")).toHaveTextContent("No place found");
    await user.type(field(), "x");
    await asked(gateway, 2);
    await act(async () => { gateway.asked.at(-1)?.fail(); await Promise.resolve(); });
    expect(screen.getByRole("status")).toHaveTextContent("Just write the place");
  });

  it("asks nothing for nothing", async () => {
    const { gateway, user } = show();
    await user.type(field(), "   ");
    await new Promise((done) => setTimeout(done, 2 * PAUSE));
    expect(gateway.asked).toEqual([]);
    expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
  });

  it("has nothing that axe objects to, open or closed", async () => {
    const { container, user } = await typed();
    await user.keyboard("{ArrowDown}");
    expect(await violations(container)).toEqual([]);
  });
});

describe("what is said for a place", () => {
  it.each([
    [place("iata:FCO", "Rome Fiumicino Airport", "airport", "IT", "Rome Fiumicino Airport, Italy (FCO)"), "Rome Fiumicino Airport (FCO)"],
    [place("gn:5128581", "New York", "city", "US", "New York, New York, United States (JFK, EWR, LGA)"), "New York, New York, United States"],
    [place("region:tuscany", "Tuscany", "region", "IT", "Tuscany, Italy"), "Tuscany, Italy"],
  ])("$label", (picked, said) => {
    expect(saidAs(picked)).toBe(said);
  });
});
