// Draws replies. Everything that was said goes in through textContent, so it can never become markup.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

export function bubble(text) {
  return element("li", { class: "mine" }, text);
}

export function note(text) {
  return element("li", { class: "note" }, text);
}

// A reply as one list item; `tap(choice, button)` is called for a tapped choice, null draws them spent.
export function replyItem(reply, tap) {
  const cards = reply.cards ?? [];
  const item = element("li", cards.length ? { class: "wide" } : {});
  if (reply.text) item.append(element("p", { class: "said" }, reply.text));
  if (cards.length) item.append(element("div", { class: "cards" }, ...cards.map((card) => cardNode(card, tap))));
  const below = distinct([...(reply.choices ?? []), ...(reply.ask?.options ?? [])], cards);
  if (below.length) item.append(choiceRow(below, tap));
  return item;
}

// The same token may stand in cards, choices and ask; draw it once.
function distinct(choices, cards) {
  const seen = new Set(cards.flatMap((card) => (card.choices ?? []).map((choice) => choice.value)));
  return choices.filter((choice) => !seen.has(choice.value) && seen.add(choice.value));
}

function cardNode(card, tap) {
  const node = element("article", { class: "card" });
  if (/^https:\/\//.test(card.image ?? "")) node.append(element("img", { src: card.image, alt: "", loading: "lazy" }));
  node.append(element("h2", {}, card.title));
  if (card.subtitle) node.append(element("p", { class: "subtitle" }, card.subtitle));
  if (card.price) node.append(priceLine(card.price));
  if (card.reasons?.length) node.append(element("ul", {}, ...card.reasons.map((why) => element("li", {}, why))));
  if (card.facts?.length) {
    const pairs = card.facts.flatMap((fact) => [element("dt", {}, fact.label), element("dd", {}, fact.value)]);
    node.append(element("dl", {}, ...pairs));
  }
  if (card.choices?.length) node.append(choiceRow(card.choices, tap));
  return node;
}

function priceLine(price) {
  const per = { total: "in total", night: "a night", person: "a person", day: "a day" }[price.per] ?? "";
  return element("p", { class: "price" }, `${price.amount} ${price.currency} `, element("small", {}, per));
}

function choiceRow(choices, tap) {
  const row = element("div", { class: "choices" });
  for (const choice of choices) {
    const button = element("button", { type: "button" }, choice.label);
    button.disabled = tap === null;
    if (tap) button.addEventListener("click", () => tap(choice, button));
    row.append(button);
  }
  return row;
}

// A picker for what is asked, or null where typing is best; `answer(text)` sends what was picked.
export function pickerFor(ask, answer) {
  if (!ask || (ask.options ?? []).length) return null;
  const fields = { date: dateFields(1), date_range: dateFields(2), number: numberField, email: emailField }[ask.kind];
  if (!fields) return null;
  const inputs = fields(ask);
  const button = element("button", { type: "button" }, "Use this");
  button.addEventListener("click", () => {
    const values = inputs.map((input) => input.value.trim());
    if (inputs.every((input) => input.checkValidity()) && values.every(Boolean)) answer(values.join(" to "));
    else inputs.find((input) => !input.value || !input.checkValidity())?.focus();
  });
  return [...inputs, button];
}

const dateFields = (number) => (ask) =>
  Array.from({ length: number }, (_, place) =>
    element("input", { type: "date", min: day(ask.min), max: day(ask.max), "aria-label": place ? "Last day" : "Day" }));

const numberField = (ask) => [
  element("input", { type: "number", min: ask.min, max: ask.max, step: 1, inputmode: "numeric", "aria-label": "Number" })];

const emailField = () => [element("input", { type: "email", autocomplete: "email", "aria-label": "E-mail address" })];

const day = (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value ?? "") ? value : undefined);
