import { execFileSync } from "node:child_process";
import { act as settle, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { identified } from "../../src/state/slices";
import { airportsOf, codeOf } from "../../src/views/airports";
import { digitsOf } from "../../src/views/codes";
import { HABITS } from "../../src/views/habits";
import { violations } from "../axe";
import { CODE, FakeGateway, refuse } from "./gateway";
import { show } from "./show";
import { user } from "./things";

let gateway: FakeGateway;
const PATCH = "PATCH /api/users/{id}";

beforeEach(() => {
  gateway = new FakeGateway().install();
});

afterEach(() => {
  vi.useRealTimers();
});

const part = (name: string) => within(screen.getByRole("region", { name }));

describe("signing in", () => {
  async function askFor(email = "marta@example.org") {
    const shown = await show("profile", gateway);
    await shown.act.type(screen.getByLabelText("E-mail address"), email);
    await shown.act.click(screen.getByRole("button", { name: "Send me a code" }));
    return shown;
  }

  it("says what a guest keeps, and asks for an address", async () => {
    const { container } = await show("profile", gateway);
    expect(screen.getByText(/this browser keeps the conversation and its bookings/)).toBeVisible();
    expect(screen.getByLabelText("E-mail address")).toHaveAttribute("autocomplete", "email");
    expect(await violations(container)).toEqual([]);
  });

  it("refuses what is no address before anything is sent", async () => {
    await askFor("marta@");
    expect(screen.getByLabelText("E-mail address")).toBeInvalid();
    expect(screen.getByLabelText("E-mail address")).toHaveFocus();
    expect(gateway.calls).toEqual([]);
  });

  it("takes the pasted code, binds the conversation, and goes on with who it is", async () => {
    const { container, act, store } = await askFor();
    const field = await screen.findByLabelText("Code from the e-mail");
    expect(field).toHaveFocus();
    expect(field).toHaveAttribute("autocomplete", "one-time-code");
    expect(field).toHaveAttribute("inputmode", "numeric");
    expect(screen.getByText(/A code is on its way to marta@example.org/)).toBeVisible();
    expect(await violations(container)).toEqual([]);
    await act.paste("402 817");
    expect(field).toHaveValue(CODE);
    await act.keyboard("{Enter}");
    expect(await screen.findByText("You are signed in as marta@example.org.")).toBeVisible();
    expect(store.getState().session.user?.id).toBe("u_1");
    expect(screen.getByRole("heading", { name: "Profile" })).toHaveFocus();
    expect(gateway.called("POST /api/sessions").map((one) => one.body)).toEqual([
      { email: "marta@example.org", locale: "en-GB" },
      { email: "marta@example.org", code: CODE, conversation: "conversation-of-a-guest" },
    ]);
    expect(store.getState().session.changes).toEqual({ bookings: 1, profile: 1, recommendations: 1, conversations: 1 });
  });

  it("says that a code is wrong, too short, or tried too often", async () => {
    const { container, act } = await askFor();
    const field = await screen.findByLabelText("Code from the e-mail");
    await act.type(field, "12{Enter}");
    expect(field).toHaveAccessibleDescription("The code has six digits.");
    await act.type(field, "3456{Enter}");
    await waitFor(() => expect(field).toHaveAccessibleDescription(/That is not the code/));
    expect(field).toHaveFocus();
    expect(await violations(container)).toEqual([]);
    gateway.instead.set("POST /api/sessions", refuse(429, "too-many-requests", {}, 600));
    await act.type(field, "{Enter}");
    await waitFor(() => expect(field).toHaveAccessibleDescription(/try again in 10 minutes/));
  });

  it("sends another code after half a minute, not before", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { act } = await askFor();
    await screen.findByLabelText("Code from the e-mail");
    expect(screen.getByRole("button", { name: /Another code can be sent in (30|29) s/ })).toBeDisabled();
    await settle(() => vi.advanceTimersByTimeAsync(31_000));
    await act.click(screen.getByRole("button", { name: "Send another code" }));
    expect(await screen.findByText("Another code is on its way.")).toBeVisible();
    expect(gateway.called("POST /api/sessions")).toHaveLength(2);
    expect(screen.getByRole("button", { name: /Another code can be sent in/ })).toBeDisabled();
  });

  it("lets the address be changed", async () => {
    const { act } = await askFor();
    await act.click(await screen.findByRole("button", { name: "Use another address" }));
    expect(screen.getByLabelText("E-mail address")).toHaveValue("marta@example.org");
  });

  it("waits until it is known who is signed in", async () => {
    await show("profile", gateway, { who: "unknown" });
    expect(screen.getByText("Loading…")).toBeVisible();
    expect(screen.queryByLabelText("E-mail address")).not.toBeInTheDocument();
  });
});

describe("what is kept of a traveller", () => {
  const details = () => part("About you");
  const save = (name: string) => part(name).getByRole("button", { name: "Save" });

  it("is shown, part by part", async () => {
    gateway.conversations = [{ id: "conversation-of-a-guest", last_seen: "2026-11-22T12:00:00+00:00", last_text: "Lisbon then" }];
    const { container } = await show("profile", gateway, { who: "user" });
    expect(details().getByLabelText("Name")).toHaveValue("Marta Kowalska");
    expect(details().getByRole("combobox", { name: "Home airport" })).toHaveValue("BER");
    expect(details().getByLabelText("Currency")).toHaveDisplayValue("Euro (EUR)");
    expect(details().getByLabelText("Language")).toHaveDisplayValue("German");
    expect(part("Travellers").getByLabelText("Date of birth")).toHaveValue("2019-05-04");
    expect(part("Preferences").getByRole("combobox", { name: "Seat" })).toHaveDisplayValue("window");
    expect(part("Preferences").getByRole("checkbox", { name: "pool" })).toBeChecked();
    expect(part("Preferences").getByRole("textbox", { name: "Notes" })).toHaveValue("allergic to nuts\nno stairs");
    expect(part("Linked channels").getByText("Other programs")).toBeVisible();
    expect(await part("Conversations").findByRole("button", { name: /Lisbon then/ })).toHaveAttribute("aria-current", "true");
    expect(await violations(container)).toEqual([]);
  });

  it("is changed where it was changed, on the version that was seen", async () => {
    const { act, store } = await show("profile", gateway, { who: "user" });
    await act.clear(details().getByLabelText("Name"));
    await act.selectOptions(details().getByLabelText("Currency"), "CHF");
    await act.click(save("About you"));
    expect(await details().findByText("Saved.")).toBeVisible();
    expect(gateway.called(PATCH)[0]?.body).toEqual({ name: null, currency: "CHF" });
    expect(gateway.called(PATCH)[0]?.headers.get("If-Match")).toBe('"v3"');
    expect(store.getState().session.user).toMatchObject({ name: null, currency: "CHF", version: 4 });
  });

  it("that somebody else changed meanwhile is read again, and said so", async () => {
    const { act } = await show("profile", gateway, { who: "user" });
    gateway.account = { ...gateway.account, version: 9, name: "Marta Nowak" };
    await act.type(details().getByLabelText("Name"), "!");
    await act.click(save("About you"));
    expect(await details().findByText(/changed elsewhere meanwhile/)).toBeVisible();
    expect(details().getByLabelText("Name")).toHaveValue("Marta Nowak");
    await act.type(details().getByLabelText("Name"), "!");
    await act.click(save("About you"));
    expect(await details().findByText("Saved.")).toBeVisible();
    expect(gateway.account.name).toBe("Marta Nowak!");
  });

  it("that is refused says which field is wrong, and keeps what was typed", async () => {
    const { act } = await show("profile", gateway, { who: "user" });
    await act.type(details().getByLabelText("Name"), " II");
    gateway.instead.set(PATCH, refuse(422, "invalid", { errors: [{ field: "name", message: "at most 120 characters" }] }));
    await act.click(save("About you"));
    await waitFor(() => expect(details().getByLabelText("Name")).toHaveAccessibleDescription("at most 120 characters"));
    expect(details().getByLabelText("Name")).toHaveValue("Marta Kowalska II");
  });

  it("has a home airport from the list, each code by itself, or by its letters", async () => {
    const { container, act } = await show("profile", gateway, { who: "user" });
    const field = details().getByRole("combobox", { name: "Home airport" });
    await act.clear(field);
    await act.type(field, "lond");
    expect((await within(await screen.findByRole("listbox")).findAllByRole("option")).map((one) => one.textContent)).toEqual([
      expect.stringContaining("(LHR)"), expect.stringContaining("(LGW)"), expect.stringContaining("(STN)"),
    ]);
    expect(await violations(container)).toEqual([]);
    await act.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(field).toHaveValue("London, United Kingdom (LGW)");
    await act.click(save("About you"));
    await waitFor(() => expect(gateway.account.home_airport).toBe("LGW"));
    expect(field).toHaveValue("LGW");
    await act.clear(field);
    await act.type(field, "somewhere");
    await act.click(save("About you"));
    expect(field).toHaveAccessibleDescription(/choose an airport from the list/);
    expect(gateway.called(PATCH)).toHaveLength(1);
    await act.clear(field);
    await act.click(save("About you"));
    await waitFor(() => expect(gateway.account.home_airport).toBeNull());
  });

  it("has travellers to add, change and remove", async () => {
    const { act } = await show("profile", gateway, { who: "user" });
    await act.click(part("Travellers").getByRole("button", { name: "Add a traveller" }));
    const added = within(screen.getByRole("group", { name: "Traveller 2" }));
    expect(added.getByLabelText("Name")).toHaveFocus();
    await act.click(save("Travellers"));
    expect(added.getByLabelText("Name")).toHaveAccessibleDescription("Please write a name.");
    await act.type(added.getByLabelText("Name"), "Anna Berg");
    await act.click(part("Travellers").getByRole("button", { name: "Remove Leo Kowalski" }));
    expect(screen.getByRole("heading", { name: "Travellers" })).toHaveFocus();
    await act.click(save("Travellers"));
    expect(await part("Travellers").findByText("Saved.")).toBeVisible();
    expect(gateway.account.companions).toEqual([{ name: "Anna Berg", birth_date: null }]);
  });

  it("has preferences to change, add and take away, and sends only those", async () => {
    const { container, act } = await show("profile", gateway, { who: "user" });
    const habits = part("Preferences");
    await act.selectOptions(habits.getByRole("combobox", { name: "Seat" }), "aisle");
    await act.click(habits.getByRole("checkbox", { name: "wifi" }));
    await act.click(habits.getByRole("checkbox", { name: "air conditioning" }));
    await act.click(habits.getByRole("button", { name: "Remove Direct flights only" }));
    await act.selectOptions(habits.getByLabelText("Add a preference"), "Airlines to avoid");
    expect(habits.getByRole("textbox", { name: "Airlines to avoid" })).toHaveFocus();
    await act.keyboard("Ryanair, Wizz Air,");
    await act.selectOptions(habits.getByLabelText("Add a preference"), "Stars at least");
    await act.selectOptions(habits.getByRole("combobox", { name: "Stars at least" }), "4");
    await act.selectOptions(habits.getByLabelText("Add a preference"), "Meal");
    expect(await violations(container)).toEqual([]);
    await act.click(save("Preferences"));
    expect(await habits.findByText("Saved.")).toBeVisible();
    expect(gateway.called(PATCH)[0]?.body).toEqual({
      preferences: { seat: "aisle", amenities: ["pool", "air_conditioning"], nonstop: null, avoid_airlines: ["Ryanair", "Wizz Air"], stars: 4, meal: null },
    });
    expect(gateway.account.preferences.notes).toEqual(["allergic to nuts", "no stairs"]);
  });

  it("shows through what was changed elsewhere, but for what is being typed", async () => {
    const { act, store } = await show("profile", gateway, { who: "user" });
    await act.type(details().getByLabelText("Name"), "!");
    await settle(async () => void store.dispatch(identified({ ...user, currency: "CHF", name: "Other" })));
    expect(details().getByLabelText("Currency")).toHaveValue("CHF");
    expect(details().getByLabelText("Name")).toHaveValue("Marta Kowalska!");
  });

  it("keeps what can be chosen in step with what searches know", () => {
    const known = execFileSync(
      "../.venv/bin/python",
      ["-c", "import json; from world.quantities.lexicon import AMENITIES, BOARD, INTERESTS; from travel.account.profile import PREFERENCES, CABINS; from travel.account.quiet import MUTABLE; from travel.account.set_preference import MEALS, SEATS, UNITS; print(json.dumps([[*AMENITIES, *BOARD], [*INTERESTS], [*PREFERENCES], sorted(CABINS), sorted(SEATS), sorted(MEALS), sorted(UNITS), [*MUTABLE]]))"],
      { env: { ...process.env, PYTHONPATH: ".." }, encoding: "utf-8" },
    );
    const options = (name: string) => {
      const habit = HABITS[name];
      return habit && "options" in habit ? habit.options : [];
    };
    const sorted = (name: string) => [...options(name)].sort();
    expect([options("amenities"), options("interests"), Object.keys(HABITS), sorted("cabin"), sorted("seat"), sorted("meal"), sorted("units"), options("mute")]).toEqual(JSON.parse(known));
  });
});

describe("another address", () => {
  it("is taken by its code", async () => {
    const { container, act } = await show("profile", gateway, { who: "user" });
    const address = part("E-mail address");
    await act.click(address.getByRole("button", { name: "Change address" }));
    await act.type(address.getByLabelText("New e-mail address"), "new@example.org{Enter}");
    await act.type(await address.findByLabelText("Code from the e-mail"), "111111{Enter}");
    await waitFor(() => expect(address.getByLabelText("Code from the e-mail")).toHaveAccessibleDescription(/not the code/));
    expect(await violations(container)).toEqual([]);
    await act.clear(address.getByLabelText("Code from the e-mail"));
    await act.type(address.getByLabelText("Code from the e-mail"), `${CODE}{Enter}`);
    expect(await address.findByText("Your address is changed.")).toBeVisible();
    expect(address.getByText("new@example.org")).toBeVisible();
  });

  it("that another account has is not taken", async () => {
    const { act } = await show("profile", gateway, { who: "user" });
    const address = part("E-mail address");
    await act.click(address.getByRole("button", { name: "Change address" }));
    await act.type(address.getByLabelText("New e-mail address"), "new@example.org{Enter}");
    const field = await address.findByLabelText("Code from the e-mail");
    gateway.instead.set(PATCH, refuse(409, "email-taken"));
    await act.type(field, `${CODE}{Enter}`);
    expect(await address.findByText(/Another account has this address/)).toBeVisible();
  });
});

describe("conversations", () => {
  it("are gone on with in the chat", async () => {
    gateway.conversations = [
      { id: "conversation-of-a-guest", last_seen: "2026-11-22T12:00:00+00:00", last_text: "Lisbon then" },
      { id: "older", last_seen: "2026-11-20T12:00:00+00:00", last_text: null },
    ];
    const { act, client, leave } = await show("profile", gateway, { who: "user" });
    const open = vi.spyOn(client, "open").mockResolvedValue();
    await act.click(await part("Conversations").findByRole("button", { name: /^Conversation/ }));
    expect(open).toHaveBeenCalledExactlyOnceWith("older");
    expect(leave).toHaveBeenCalledOnce();
    await act.click(part("Conversations").getByRole("button", { name: /Lisbon then/ }));
    expect(open).toHaveBeenCalledOnce();
  });
});

describe("leaving", () => {
  it.each([
    ["Sign out", {}],
    ["Sign out everywhere", { everywhere: "true" }],
  ])("%s ends the session and the conversation", async (name, query) => {
    const { act, store } = await show("profile", gateway, { who: "user" });
    await act.click(screen.getByRole("button", { name }));
    expect(await screen.findByText("You are signed out.")).toBeVisible();
    expect(gateway.called("DELETE /api/sessions")[0]?.query).toEqual(query);
    expect(screen.getByLabelText("E-mail address")).toBeVisible();
    expect(store.getState().conversation).toMatchObject({ id: null, notice: "signedOut" });
  });

  it("hands out everything that is kept as a file", async () => {
    const made = vi.fn<(blob: Blob) => string>(() => "blob:copy");
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: made, revokeObjectURL: vi.fn() }));
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { act } = await show("profile", gateway, { who: "user" });
    await act.click(screen.getByRole("button", { name: "Download everything" }));
    expect(await screen.findByText("Downloaded.")).toBeVisible();
    expect(clicked).toHaveBeenCalledOnce();
    expect(JSON.parse(await readText(made.mock.calls[0]?.[0]))).toEqual({ account: user });
  });

  it("deletes everything only after a second yes, says what stays, and does it once", async () => {
    const { container, act, store } = await show("profile", gateway, { who: "user" });
    await act.click(screen.getByRole("button", { name: "Delete everything…" }));
    expect(screen.getByRole("heading", { name: "Delete your account?" })).toHaveFocus();
    expect(part("Delete your account?").getByText(/bookings with reference, dates, price and status/)).toBeVisible();
    expect(await violations(container)).toEqual([]);
    await act.click(screen.getByRole("button", { name: "No, keep it" }));
    expect(screen.getByRole("button", { name: "Delete everything…" })).toHaveFocus();
    expect(gateway.called("DELETE /api/users/{id}")).toEqual([]);
    await act.click(screen.getByRole("button", { name: "Delete everything…" }));
    gateway.instead.set("DELETE /api/users/{id}", "lost");
    await act.click(screen.getByRole("button", { name: "Yes, delete everything" }));
    expect(await screen.findByText(/cannot be reached/)).toBeVisible();
    await act.click(screen.getByRole("button", { name: "Yes, delete everything" }));
    expect(await screen.findByText("Your account is deleted. Bookings stay without a name.")).toBeVisible();
    const [first, second] = gateway.called("DELETE /api/users/{id}").map((one) => one.headers.get("Idempotency-Key"));
    expect(first).toBeTruthy();
    expect(second).toBe(first);
    expect(store.getState().session.user).toBeNull();
    expect(store.getState().conversation.notice).toBe("forgotten");
  });
});

it.each([["123 456", "123456"], ["123-456", "123456"], [" 12", "12"], ["１２３４５６", "123456"], ["١٢٣٤٥٦", "123456"], ["1234567", "123456"], ["abc", ""]])(
  "%s is the code %s", (typed, code) => { expect(digitsOf(typed)).toBe(code); },
);

it("finds the code of an airport in what was written or picked", () => {
  expect([codeOf("ber"), codeOf("Berlin, Germany (BER)"), codeOf("Berlin"), codeOf("")]).toEqual(["BER", "BER", null, null]);
  const place = { id: "gn:1", name: "London", kind: "city", country: "GB", label: "London, United Kingdom (LHR, LGW)" };
  expect(airportsOf([place, { ...place, id: "a", kind: "airport", label: "Heathrow, United Kingdom (LHR)" }]).map((one) => one.label)).toEqual([
    "London, United Kingdom (LHR)", "London, United Kingdom (LGW)",
  ]);
});

const readText = (blob: Blob | undefined) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob ?? new Blob());
  });
