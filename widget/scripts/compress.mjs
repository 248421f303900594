// Puts a compressed copy beside each built file, which the gateway sends to browsers that take it.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { BUILT } from "./size.mjs";

for (const folder of [BUILT, join(BUILT, "assets")]) {
  for (const name of readdirSync(folder).filter((one) => /\.(js|css|json|svg)$/.test(one))) {
    const file = join(folder, name);
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content));
  }
}
