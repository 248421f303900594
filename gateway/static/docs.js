// Renders /api/openapi.json; everything goes in through textContent.

const api = await (await fetch("/api/openapi.json")).json();
document.title = document.getElementById("title").textContent = `${api.info.title}: REST interface`;
document.getElementById("about").textContent = api.info.description;

for (const [path, methods] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    document.getElementById("operations").append(section(path, method, operation));
  }
}
for (const [slug, kind] of Object.entries(api["x-problems"])) {
  const meaning = element("dd", {}, `${kind.status}: ${kind.title}`);
  document.getElementById("problems").append(element("dt", { id: slug }, slug), meaning);
}
for (const [name, schema] of Object.entries(api.components.schemas)) {
  const text = JSON.stringify(schema, null, 2);
  const shape = element("details", { id: `shape-${name}` }, element("summary", {}, name), element("pre", {}, text));
  document.getElementById("shapes").append(shape);
}
// What the address points at did not exist when the page was loaded.
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();

function section(path, method, operation) {
  const heading = element("h2", {}, element("span", { class: "method" }, method.toUpperCase()), ` ${path}`);
  const node = element("section", {}, heading, element("p", {}, `${operation.summary}. ${operation.description}`));
  const rows = (operation.parameters ?? []).map((one) => [one.name, `in ${one.in}, ${one.required ? "needed" : "optional"}`]);
  const body = operation.requestBody?.content["application/json"].schema;
  if (body) rows.push(["body", shapeLink(body)]);
  for (const [status, answer] of Object.entries(operation.responses)) rows.push([status, answerCell(answer)]);
  node.append(element("table", {}, ...rows.map(([name, cell]) =>
    element("tr", {}, element("td", {}, name), element("td", {}, cell)))));
  return node;
}

function answerCell(answer) {
  const schema = Object.values(answer.content ?? {})[0]?.schema;
  return element("span", {}, `${answer.description} `, schema ? shapeLink(schema) : null);
}

function shapeLink(schema) {
  const name = (schema.$ref ?? "").split("/").at(-1);
  return element("a", { href: `#shape-${name}` }, name);
}

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
