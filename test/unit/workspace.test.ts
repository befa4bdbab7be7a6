import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stackOf } from "../../cli/pulumi";
import { backendUrl } from "../../cli/workspace";
import { checkout } from "../../tools/cache";

describe("the place of the state", () => {
  it("is the checkout's own folder, wherever the command is typed", () => {
    expect(backendUrl({})).toBe(`file://${join(checkout, ".observatory", "state")}`);
  });

  it.each(["s3://bucket", "file:///var/lib/state", "file://~/state", "https://api.pulumi.com"])(
    "is %s where the caller says so",
    (url) => expect(backendUrl({ PULUMI_BACKEND_URL: url })).toBe(url),
  );

  it("counts from the checkout where it is relative, as the engine runs elsewhere", () => {
    expect(backendUrl({ PULUMI_BACKEND_URL: "file://.observatory/state" })).toBe(backendUrl({}));
  });
});

describe("the stack of a Pulumi command", () => {
  it.each([
    [["config", "set", "--secret", "observatory:x", "--stack", "docker"], "docker"],
    [["up", "-s", "local", "--yes"], "local"],
    [["--stack=local", "preview"], "local"],
    [["stack", "ls"], undefined],
  ])("%j → %s", (args, stack) => {
    expect(stackOf(args)).toBe(stack);
  });
});
