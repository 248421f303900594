import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

// The loader is one classic script, built after the chat, whose entry it names.
const OUT = "../gateway/static/widget";
const manifest = JSON.parse(readFileSync(new URL(`${OUT}/.vite/manifest.json`, import.meta.url), "utf-8")) as Record<
  string,
  { file: string }
>;
const entry = manifest["src/app/main.tsx"]?.file;
if (!entry) throw new Error("the chat itself has not been built");

export default defineConfig({
  define: { __ENTRY__: JSON.stringify(entry) },
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "src/loader/loader.ts", formats: ["iife"], name: "tripwright", fileName: () => "widget.js" },
  },
});
