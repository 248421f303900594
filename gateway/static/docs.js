// Renders /api/openapi.json; everything goes in through textContent.

const api = await (await fetch("/api/openapi.json")).json();
const WAYS = { cookie: "with the session's cookie", bearer: "with a session's token", key: "with an API key" };

document.title = byId("title").textContent = `${api.info.title}: REST interface`;
byId("about").append(...prose(api.info.description));
for (const [path, methods] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    byId("contents").append(entry(path, method, operation));
    byId("operations").append(section(path, method, operation));
  }
}
for (const [slug, kind] of Object.entries(api["x-problems"])) {
  byId("problems").append(element("dt", { id: slug }, slug), element("dd", {}, `${kind.status}: ${kind.title}`));
}
for (const [name, schema] of Object.entries(api.components.schemas)) {
  const shape = element("details", { id: `shape-${name}` }, element("summary", {}, name), ...prose(schema.description));
  shape.append(element("pre", {}, JSON.stringify(schema, null, 2)));
  byId("shapes").append(shape);
}
// What the address points at did not exist when the page was loaded; a shape is shown when it is asked for.
addEventListener("hashchange", show);
show();

function show() {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.scrollIntoView();
}

function entry(path, method, operation) {
  const link = element("a", { href: `#${operation.operationId}` }, ...title(path, method));
  return element("li", {}, link, ` ${operation.summary}`);
}

function title(path, method) {
  return [element("span", { class: "method" }, method.toUpperCase()), ` ${path}`];
}

function section(path, method, operation) {
  const node = element("section", { id: operation.operationId }, element("h2", {}, ...title(path, method)));
  node.append(element("p", {}, element("strong", {}, `${operation.summary}.`)), ...prose(operation.description));
  const ways = operation.security.map((way) => WAYS[Object.keys(way)[0]] ?? "as a guest");
  if (ways.length) node.append(element("p", { class: "ways" }, `Called ${ways.join(" or ")}.`));
  const rows = (operation.parameters ?? []).map((one) => [one.name, parameter(one)]);
  const body = operation.requestBody?.content["application/json"].schema;
  if (body) rows.push(["body", shapeLink(body)]);
  for (const [status, answer] of Object.entries(operation.responses)) rows.push([status, answerCell(answer)]);
  node.append(table(rows), ...examples(body));
  return node;
}

function table(rows) {
  return element("table", {}, ...rows.map(([name, cell]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, cell))));
}

function parameter(one) {
  const { schema } = one;
  const kinds = (schema.anyOf ?? [schema]).map((kind) => kind.const ?? kind.enum?.join(" | ") ?? kind.type);
  const kind = kinds.filter((name) => name !== "null").join(" or ");
  const preset = schema.default ?? null;
  const facts = [`in ${one.in}`, kind, one.required ? "needed" : "optional", preset !== null && `else ${preset}`];
  const text = one.description ?? schema.description ?? schema.anyOf?.find((way) => way.description)?.description;
  return element("span", {}, `${facts.filter(Boolean).join(", ")}${text ? ". " : ""}`, ...code(text ?? ""));
}

function examples(body) {
  const shown = body ? (api.components.schemas[nameOf(body)].examples ?? []) : [];
  return shown.map((one, place) => element("details", {},
    element("summary", {}, shown.length > 1 ? `Example ${place + 1}` : "Example"),
    element("pre", {}, JSON.stringify(one, null, 2))));
}

function answerCell(answer) {
  const [type, content] = Object.entries(answer.content ?? {})[0] ?? [];
  const shape = content?.schema ? shapeLink(content.schema) : (type ?? "");
  return element("span", {}, ...code(answer.description), " ", shape);
}

function shapeLink(schema) {
  return element("a", { href: `#shape-${nameOf(schema)}` }, nameOf(schema));
}

function nameOf(schema) {
  return (schema.$ref ?? "").split("/").at(-1);
}

function prose(text) {
  return (text ?? "").split("\n\n").filter(Boolean).map((paragraph) => element("p", {}, ...code(paragraph)));
}

// What stands between backticks is code.
function code(text) {
  return text.split("`").map((part, place) => (place % 2 ? element("code", {}, part) : part));
}

function byId(id) {
  return document.getElementById(id);
}

function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
