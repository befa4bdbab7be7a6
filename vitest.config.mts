import { configDefaults, defineConfig } from "vitest/config";

const shared = {
  // The engine's mock monitor and the stack's environment are global to a process.
  isolate: true,
  pool: "forks",
  testTimeout: 20_000,
} as const;

const ofCluster = "test/e2e/kubernetes";
const ofBook = "test/e2e/book";
const fast = ["test/unit/**/*.test.ts", "test/render/**/*.test.ts", "test/rules/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "observatory",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, `${ofCluster}/**`, `${ofBook}/**`, ...fast],
        },
      },
      {
        test: {
          ...shared,
          name: "fast",
          // Nothing of these is global to a process, and to load all rules takes seconds for each file.
          isolate: false,
          include: fast,
        },
      },
      {
        test: {
          ...shared,
          name: "kubernetes",
          // Nothing of the tests is global to a process, and to load a stack's modules takes seconds for each file.
          isolate: false,
          include: [`${ofCluster}/*.test.ts`],
          globalSetup: `${ofCluster}/global-setup.ts`,
          setupFiles: `${ofCluster}/show-logs.ts`,
        },
      },
      { test: { ...shared, name: "book", include: [`${ofBook}/*.test.ts`] } },
    ],
  },
});
