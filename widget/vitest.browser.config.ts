import { defineConfig } from "vitest/config";

// Whole conversations in a real browser. `tests/browser` of the project starts the assistant they need and then this.
export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/browser/**/*.browser.ts"],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    maxWorkers: 1,
  },
});
