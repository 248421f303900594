import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../tests/axe";
import { ASKS, choice } from "../../tests/samples";
import type { Ask } from "../types/reply";
import AskView from "./AskView";
import { joined, numberSentence, partySentence } from "./sentences";

function show(ask: Ask, disabled = false) {
  const onAnswer = vi.fn();
  return { ...render(<AskView ask={ask} onAnswer={onAnswer} disabled={disabled} />), onAnswer, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const ask = (name: string): Ask => ASKS[name] as Ask;

describe("every kind", () => {
  it.each(Object.entries(ASKS))("%s has nothing that axe objects to", async (_, one) => {
    const { container } = show(one);
    expect(await violations(container)).toEqual([]);
  });

  it.each(Object.entries(ASKS))("%s answers nothing once it is disabled", async (_, one) => {
    const { container, onAnswer, user } = show(one, true);
    for (const each of container.querySelectorAll("button, input, select")) expect(each).toBeDisabled();
    await user.tab();
    expect(document.body).toHaveFocus();
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it("an unknown kind shows its options", async () => {
    const option = choice("Whatever");
    const { onAnswer, user } = show({ slot: "x", kind: "colour" as Ask["kind"], options: [option] });
    await user.click(button("Whatever"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ choice: option });
  });
});

describe("choices", () => {
  it("are buttons", async () => {
    const { onAnswer, user } = show(ask("choice"));
    await user.click(button("San José, Costa Rica (SJO)"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ choice: ask("choice").options?.[1] });
  });

  it("are a list where there are many", async () => {
    const { onAnswer, user } = show(ask("many"));
    expect(screen.getAllByRole("button")).toHaveLength(1);
    await user.selectOptions(screen.getByRole("combobox", { name: "Choose" }), "Option 9");
    await user.click(button("Send"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ choice: ask("many").options?.[8] });
  });

  it("of a list send the first when it is left as it is", async () => {
    const { onAnswer, user } = show(ask("many"));
    await user.click(button("Send"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ choice: ask("many").options?.[0] });
  });
});

describe("yes or no", () => {
  it("names the yes for what it does, and focuses nothing", async () => {
    const { onAnswer, user } = show(ask("yes_no"));
    expect(screen.getAllByRole("button").map((one) => one.textContent)).toEqual(["Yes, book", "Change something", "No"]);
    expect(document.body).toHaveFocus();
    await user.click(button("No"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ choice: ask("yes_no").options?.[2] });
  });

  it("says yes and no in words when no options came", async () => {
    const { onAnswer, user } = show({ slot: "confirm", kind: "yes_no" });
    await user.click(button("Yes"));
    await user.click(button("No"));
    expect(onAnswer.mock.calls).toEqual([[{ text: "Yes" }], [{ text: "No" }]]);
  });
});

describe("text", () => {
  it("is sent by Enter, without blanks around it", async () => {
    const { onAnswer, user } = show(ask("text"));
    const field = screen.getByRole("textbox", { name: "Names" });
    expect(field).toHaveAttribute("autocomplete", "name");
    expect(button("Send")).toBeDisabled();
    await user.type(field, "  Marta Kowalska {Enter}");
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "Marta Kowalska" });
  });

  it("for a code brings the number keys and the code from the message", () => {
    show(ask("code"));
    const field = screen.getByRole("textbox", { name: "The code from the e-mail" });
    expect(field).toHaveAttribute("autocomplete", "one-time-code");
    expect(field).toHaveAttribute("inputmode", "numeric");
  });

  it("for an address says what is wrong with it, and takes a good one", async () => {
    const { onAnswer, user } = show(ask("email"));
    const field = screen.getByRole("textbox", { name: "E-mail address" });
    expect(field).toHaveAttribute("type", "email");
    await user.type(field, "marta@example{Enter}");
    expect(onAnswer).not.toHaveBeenCalled();
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/does not look like an e-mail address/);
    await user.type(field, ".org{Enter}");
    expect(field).toBeValid();
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "marta@example.org" });
  });
});

describe("a number", () => {
  it("is stepped by its buttons within its bounds", async () => {
    const { onAnswer, user } = show({ slot: "nights", kind: "number", min: 1, max: 3 });
    expect(button("Fewer: Nights")).toBeDisabled();
    await user.click(button("More: Nights"));
    await user.click(button("More: Nights"));
    expect(button("More: Nights")).toBeDisabled();
    await user.click(button("Send"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "3 nights" });
  });

  it("is stepped by keys", async () => {
    const { user } = show({ slot: "rooms", kind: "number", min: 1, max: 9 });
    await user.tab();
    const field = screen.getByRole("spinbutton", { name: "Rooms" });
    expect(field).toHaveFocus();
    const value = async (keys: string) => {
      await user.keyboard(keys);
      return Number(field.getAttribute("aria-valuenow"));
    };
    expect(await value("{ArrowUp}{ArrowUp}")).toBe(3);
    expect(await value("{ArrowDown}")).toBe(2);
    expect(await value("{PageUp}")).toBe(7);
    expect(await value("{End}{ArrowUp}")).toBe(9);
    expect(await value("{Home}{PageDown}")).toBe(1);
  });
});

describe("ages", () => {
  it("are chosen for each child", async () => {
    const { onAnswer, user } = show(ask("ages"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Age of child 1" }), "4 years");
    await user.click(button("Add a child"));
    await user.click(button("Add a child"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Age of child 2" }), "under 1");
    await user.click(button("Remove child 3"));
    await user.click(button("Send"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "4 and 0" });
  });
});

describe("a party", () => {
  const value = (name: RegExp) => Number(screen.getByRole("spinbutton", { name }).getAttribute("aria-valuenow"));

  it("becomes a sentence", async () => {
    const { onAnswer, user } = show(ask("party"));
    await user.click(button("More: Children"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Age of child 1" }), "4 years");
    await user.click(button("More: Infants"));
    await user.click(button("Send"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ text: "2 adults, 1 child aged 4, and 1 infant" });
  });

  it("offers the ready answers too", async () => {
    const { onAnswer, user } = show(ask("party"));
    await user.click(button("Just me"));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ choice: ask("party").options?.[0] });
  });

  it("is never larger than it may be", async () => {
    const { user } = show({ ...ask("party"), max: 3 });
    await user.click(button("More: Children"));
    expect(button("More: Adults")).toBeDisabled();
    expect(button("More: Infants")).toBeDisabled();
    expect(screen.getByRole("status")).toHaveTextContent("At most 3 people");
    await user.click(button("Fewer: Children"));
    expect(screen.queryByRole("combobox")).not.toBeInTheDocument();
    expect(button("More: Adults")).toBeEnabled();
  });

  it("has a lap for every infant", async () => {
    const { user } = show(ask("party"));
    await user.click(button("More: Infants"));
    await user.click(button("More: Infants"));
    expect(button("More: Infants")).toBeDisabled();
    expect(button("Fewer: Adults")).toBeDisabled();
    expect(value(/Adults/)).toBe(2);
  });

  it("is a group with a name", () => {
    show(ask("party"));
    expect(within(screen.getByRole("group", { name: "Who travels" })).getAllByRole("spinbutton")).toHaveLength(3);
  });
});

describe("sentences", () => {
  it.each([
    [{ adults: 1, ages: [], infants: 0 }, "1 adult"],
    [{ adults: 2, ages: [4], infants: 0 }, "2 adults and 1 child aged 4"],
    [{ adults: 2, ages: [], infants: 2 }, "2 adults and 2 infants"],
    [{ adults: 1, ages: [4, 7, 12], infants: 1 }, "1 adult, 3 children aged 4, 7 and 12, and 1 infant"],
  ])("%o", (party, sentence) => {
    expect(partySentence(party)).toBe(sentence);
  });

  it("numbers say what they count", () => {
    expect([numberSentence("nights", 1), numberSentence("rooms", 2), numberSentence("other", 3)]).toEqual(["1 night", "2 rooms", "3"]);
    expect([joined([]), joined([1]), joined([1, 2]), joined([1, 2, 3])]).toEqual(["", "1", "1 and 2", "1, 2 and 3"]);
  });
});
