// Prints what loads at first and ends with 1 when that is more than 120 kB, compressed.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

export const BUILT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "gateway", "static", "widget");
export const LIMIT = 120_000;

/** The files that a visitor loads before the chat can be used, with their compressed sizes in bytes. */
export function firstLoad(built = BUILT) {
  const manifest = JSON.parse(readFileSync(join(built, ".vite", "manifest.json"), "utf-8"));
  const needed = new Set();
  const add = (name) => {
    const { file, imports = [] } = manifest[name];
    if (needed.has(file)) return;
    needed.add(file);
    imports.forEach(add);
  };
  add("src/app/main.tsx");
  return ["widget.js", ...needed].map((file) => ({ file, bytes: gzipSync(readFileSync(join(built, file))).length }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = firstLoad();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of files) console.log(`${String(bytes).padStart(8)}  ${file}`);
  console.log(`${String(total).padStart(8)}  at first, of ${LIMIT} allowed`);
  if (total > LIMIT) process.exit(1);
}
