// Writes src/types/reply.ts from the schemas of messages/, which `python -m scripts.schema` prints, and src/types/api.ts
// from the description of the REST interface, which `python -m scripts.openapi` prints.
// `--check` compares instead and ends with 1 when a file is out of date.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
// What the compiler adds for the schema that holds the shapes, which is none itself.
const OWNER = /export interface Shapes \{[^}]*\}\n/;
const OWNED = / \*(\n \*)? This \w+ was referenced by `Shapes`'s JSON-Schema\n \* via the `definition` "[^"]+"\.\n/g;
// Comments of declarations begin at the margin, those of properties do not.
const DECLARATION = /^(?=\/\*\*$)/m;
const COMMENT = /\/\*\*[^]*?\*\//g;
const TYPES = join(ROOT, "widget", "src", "types");
const notice = (origin) => `// Made by \`npm run types\` from ${origin}; changes belong there.\n/* eslint-disable */`;

/** The TypeScript that belongs to the schemas of a reply as they are now. */
export async function generate() {
  return typescript(printed("scripts.schema"), "Reply", "the schemas of messages/");
}

/**
 * The TypeScript that belongs to the REST interface as it is now: its shapes, and what each operation takes and gives.
 * What a reply consists of is imported.
 */
export async function generateApi() {
  const { schema, paths } = printed("scripts.openapi");
  const options = { unreachableDefinitions: true, ignoreMinAndMaxItems: true };
  const shapes = await typescript(schema, "Shapes", "the description of the REST interface", options);
  const [notes, ...own] = shapes.replace(OWNER, "").replace(OWNED, "").split(DECLARATION);
  const shared = new Set((await generate()).split(DECLARATION).map(bare));
  const left = `${own.filter((one) => !shared.has(bare(one))).join("")}\n${operations(paths)}`;
  const names = own.filter((one) => shared.has(bare(one))).map((one) => /export interface (\w+)/.exec(one)[1]);
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(bare(left))).sort();
  return `${notes}import type { ${used.join(", ")} } from "./reply";\n\n${left}`;
}

/** A declaration without its comments, which the description words in its own way. */
const bare = (text) => text.replace(COMMENT, "").trim();

/** The TypeScript that lies in the tree. */
export function kept(name = "reply.ts") {
  const file = join(TYPES, name);
  return existsSync(file) ? readFileSync(file, "utf-8") : "";
}

const typescript = (schema, name, origin, options = {}) =>
  compile(schema, name, { bannerComment: notice(origin), additionalProperties: false, format: true, ...options });

function printed(module) {
  const own = join(ROOT, ".venv", "bin", "python");
  const python = existsSync(own) ? own : "python3";
  return JSON.parse(execFileSync(python, ["-m", module], { cwd: ROOT, encoding: "utf-8", maxBuffer: 16_000_000 }));
}

function operations(paths) {
  const lines = Object.entries(paths)
    .filter(([path]) => path.startsWith("/api/"))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => `  "${method.toUpperCase()} ${path}": ${operation(one)};\n`),
    );
  return `/**\n * What each operation takes and gives.\n */\nexport interface Operations {\n${lines.join("")}}\n`;
}

function operation({ parameters = [], requestBody, responses }) {
  const query = parameters.filter((one) => one.in === "query").map((one) => JSON.stringify(one.name));
  const answers = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const gives = new Set(answers.map(([, answer]) => shape(answer)));
  return `{ query: ${query.join(" | ") || "never"}; body: ${shape(requestBody)}; answer: ${[...gives].join(" | ") || "unknown"} }`;
}

/** The name of what a body or an answer holds; undefined for nothing, unknown for what is not described. */
function shape(holder) {
  if (!holder?.content) return "undefined";
  return holder.content["application/json"]?.schema?.$ref?.split("/").at(-1) ?? "unknown";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fresh = { "reply.ts": await generate(), "api.ts": await generateApi() };
  for (const [name, text] of Object.entries(fresh)) {
    if (!process.argv.includes("--check")) writeFileSync(join(TYPES, name), text);
    else if (text !== kept(name)) {
      console.error(`src/types/${name} is out of date: run \`npm run types\``);
      process.exitCode = 1;
    }
  }
}
