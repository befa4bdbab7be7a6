import { describe, expect, it, vi } from "vitest";
import { UserError } from "../../cli/errors";
import { run } from "../../cli/test";

const call = (suite: string, e2e: boolean) =>
  run({ options: e2e ? { e2e } : {}, positionals: [suite], raw: [] });

describe("./observatory test", () => {
  it.each(["kubernets", "constructor"])(
    "names the tests that there are, asked for --e2e %s",
    async (suite) => {
      await expect(call(suite, true)).rejects.toThrow(`There are no tests called ${suite}.`);
      await expect(call(suite, true)).rejects.toThrow(
        /test\n.*test --e2e\n.*test --e2e kubernetes\n.*test --e2e book$/,
      );
    },
  );

  it("does not take a name without --e2e, which would be other tests than it says", async () => {
    await expect(call("kubernetes", false)).rejects.toThrow("./observatory test --e2e kubernetes");
  });

  it("does not pass the tests of the book where there is no browser, and says how to get one", async () => {
    vi.stubEnv("CHROMIUM", "/nowhere/chromium");
    await expect(call("book", true)).rejects.toThrow("apt-get install chromium");
    vi.stubEnv("CHROMIUM", "");
    vi.stubEnv("PATH", "/nowhere");
    await expect(call("book", true)).rejects.toThrow(UserError);
    vi.unstubAllEnvs();
  });
});
