import { describe, expect, it } from "vitest";
import { parseSettings } from "../../stacks/parse-settings";
import { only, textsOf } from "./settings-example";

describe("routes", () => {
  const oncall = { oncall: { kind: "webhook", url: "https://alerts.example.com" } };

  it("may be left out on local, where alerts are for whoever looks", () => {
    expect(parseSettings(only({})).routes).toEqual({ critical: [], warning: [], watchdog: [] });
  });

  it("may say on docker that nobody shall be told", () => {
    const given = only({ target: "docker", routes: { critical: [] } });
    expect(parseSettings(given).routes.critical).toEqual([]);
  });

  it("lead to a receiver once there is one", () => {
    expect(textsOf(only({ receivers: oncall }))).toEqual([
      [
        "Nobody is told about critical alerts: no route leads from them to oncall. Write:",
        "",
        "observatory:routes:",
        "  critical: [oncall]",
      ].join("\n"),
    ]);
  });

  it("tell of critical alerts whoever is told of warnings", () => {
    expect(textsOf(only({ receivers: oncall, routes: { critical: [], warning: ["oncall"] } }))).toEqual([
      [
        "Nobody is told about critical alerts, but oncall is of warnings. Write:",
        "",
        "observatory:routes:",
        "  critical: [oncall]",
      ].join("\n"),
    ]);
  });

  it("name the receiver to add where none is near", () => {
    expect(textsOf(only({ routes: { critical: ["desk"] } }))).toEqual([
      [
        'routes.critical names "desk", which is not a receiver. To add it, write, for example:',
        "",
        "observatory:receivers:",
        "  desk:",
        "    kind: webhook",
        "    url: https://alerts.example.com/hook",
      ].join("\n"),
    ]);
  });

  it("tell of warnings whoever is told of critical alerts, unless set", () => {
    expect(parseSettings(only({ receivers: oncall, routes: { critical: ["oncall"] } })).routes).toEqual({
      critical: ["oncall"],
      warning: ["oncall"],
      watchdog: [],
    });
  });

  it("say nothing of receivers while they cannot be read", () => {
    expect(textsOf(only({ receivers: oncall, routes: { critical: "oncall" } }))).toEqual([
      'routes.critical is "oncall", not a list. Write:\n\nobservatory:routes:\n  critical: [oncall]',
    ]);
  });

  it("reserve the name of the receiver that tells no one", () => {
    const given = only({ receivers: { nobody: oncall.oncall }, routes: { critical: ["nobody"] } });
    expect(textsOf(given)).toEqual([
      "A receiver cannot be called nobody: that name stands for the one that tells no one. Choose\nanother.",
    ]);
  });

  it("want names for receivers, and check what stands below a wrong one too", () => {
    const given = only({
      receivers: { "On Call": { kind: "webhook", url: "ftp://x.example.com" } },
      routes: { critical: ["On Call"] },
    });
    expect(textsOf(given)).toEqual([
      [
        'A receiver is called "On Call", which is not a name (lower-case letters, digits and single',
        "hyphens, a letter first, at most 40). Write, for example, on-call.",
      ].join("\n"),
      [
        'receivers.On Call.url is "ftp://x.example.com", not a URL: it starts with http:// or https://.',
        "Write, for example:",
        "",
        "observatory:receivers:",
        "  On Call:",
        "    url: https://alerts.example.com/hook",
      ].join("\n"),
    ]);
  });
});

describe("a receiver of an unknown kind", () => {
  it("is told once, and nothing is said of a URL that its kind may not have", () => {
    const given = only({ receivers: { team: { kind: "slack" } }, routes: { critical: ["team"] } });
    expect(textsOf(given)).toEqual([
      'receivers.team.kind is "slack", not webhook. Write, for example:\n\nobservatory:receivers:\n  team:\n    kind: webhook',
    ]);
  });
});
