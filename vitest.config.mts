import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The engine's mock monitor and the stack's environment are global to a process.
    isolate: true,
    pool: "forks",
    testTimeout: 20_000,
  },
});
