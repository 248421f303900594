// Writes src/types/reply.ts from the schemas of messages/, which `python -m scripts.schema` prints.
// `--check` compares instead and ends with 1 when the file is out of date.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const TARGET = join(ROOT, "widget", "src", "types", "reply.ts");
const NOTICE = "// Made by `npm run types` from the schemas of messages/; changes belong there.\n/* eslint-disable */";

/** The TypeScript that belongs to the schemas as they are now. */
export async function generate() {
  const own = join(ROOT, ".venv", "bin", "python");
  const python = existsSync(own) ? own : "python3";
  const schema = JSON.parse(execFileSync(python, ["-m", "scripts.schema"], { cwd: ROOT, encoding: "utf-8" }));
  return compile(schema, "Reply", { bannerComment: NOTICE, additionalProperties: false, format: true });
}

/** The TypeScript that lies in the tree. */
export function kept() {
  return existsSync(TARGET) ? readFileSync(TARGET, "utf-8") : "";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fresh = await generate();
  if (!process.argv.includes("--check")) writeFileSync(TARGET, fresh);
  else if (fresh !== kept()) {
    console.error("src/types/reply.ts does not fit messages/: run `npm run types`");
    process.exit(1);
  }
}
