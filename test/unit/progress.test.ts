import { type EngineEvent } from "@pulumi/pulumi/automation";
import { describe, expect, it } from "vitest";
import { clean, line, tell, type Told } from "../../cli/progress";
import { table } from "../../cli/table";
import { changes } from "../../cli/up";

const urn = "urn:pulumi:local::observatory::observatory:platform:Local$pulumi-nodejs:local:Server::loki";
const step = (kind: "resourcePreEvent" | "resOutputsEvent" | "resOpFailedEvent", op: string): EngineEvent =>
  ({
    sequence: 0,
    timestamp: 0,
    [kind]: { metadata: { op, urn, type: "", diffs: [], provider: "" } },
  }) as unknown as EngineEvent;
const diagnostic = (message: string, severity = "error"): EngineEvent =>
  ({
    sequence: 0,
    timestamp: 0,
    diagnosticEvent: { message, severity, color: "" },
  }) as unknown as EngineEvent;
const nothing: Told = { rows: new Map(), errors: [] };

describe("progress", () => {
  it("follows a resource from its start to its end", () => {
    const started = tell(nothing, step("resourcePreEvent", "create"), 1000);
    const row = started.rows.get(urn);
    expect(row === undefined ? "" : line(row, 3000)).toBe(
      `… create   loki${" ".repeat(21)}pulumi-nodejs:local:Server${" ".repeat(9)}2 s`,
    );
    const ended = tell(started, step("resOutputsEvent", "create"), 4000);
    expect(ended.rows.get(urn)).toMatchObject({ state: "done", startedAt: 1000, endedAt: 4000 });
  });

  it("tells a failed one", () => {
    const failed = tell(
      tell(nothing, step("resourcePreEvent", "update"), 0),
      step("resOpFailedEvent", "update"),
      1,
    );
    expect(failed.rows.get(urn)?.state).toBe("failed");
  });

  it("is silent about what stays as it is", () => {
    expect(tell(nothing, step("resourcePreEvent", "same"), 0)).toEqual(nothing);
    expect(tell(nothing, step("resOutputsEvent", "same"), 0)).toEqual(nothing);
  });

  it("keeps each error once, without colours and without a stack trace", () => {
    const message =
      "<{%reset%}>loki ends again and again.\n    at requireHealthy (/x/server.ts:1:2)\nNext: ./observatory logs loki<{%reset%}>";
    const once = tell(nothing, diagnostic(message), 0);
    expect(once.errors).toEqual(["loki ends again and again.\nNext: ./observatory logs loki"]);
    expect(tell(once, diagnostic(message), 0).errors).toHaveLength(1);
  });

  it("does not take a warning for an error", () => {
    expect(tell(nothing, diagnostic("careful", "warning"), 0).errors).toEqual([]);
  });
});

it("an unhandled error of the program is shown by its message", () => {
  expect(
    clean(
      "error: Running program '/x' failed with an unhandled exception:\nTypeError: x\n    at main (/x/y.ts:1:2)",
    ),
  ).toBe("TypeError: x");
});

it("a table pads every column but the last", () => {
  expect(
    table([
      ["A", "BB", "C"],
      ["aaa", "b", "c"],
    ]),
  ).toBe("A    BB  C\naaa  b   c");
});

it("a summary says what was done in words", () => {
  expect(changes({ same: 10, update: 1, create: 2 })).toBe("2 created, 1 updated, 10 unchanged");
  expect(changes({})).toBe("nothing to do");
});
