import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The bundle is read from other sites too, so chunks name each other relative to themselves and nothing asks the page's
// own address; styles go into the shadow root as text (`?inline`), never into the page.
export default defineConfig({
  base: "/widget/",
  plugins: [react()],
  build: {
    outDir: "../gateway/static/widget",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) => (hostType === "html" ? needed : []),
    },
    rollupOptions: { input: { page: "index.html", main: "src/app/main.tsx" }, preserveEntrySignatures: "exports-only" },
  },
  server: { proxy: { "/api": { target: "http://127.0.0.1:8000", ws: true } } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 10_000,
    maxWorkers: 2,
  },
});
