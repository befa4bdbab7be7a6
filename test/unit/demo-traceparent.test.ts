import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTraceparent, writeTraceparent } from "../../services/demo/traceparent";

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length })
    .map((digits) => digits.join(""))
    .filter((text) => !/^0+$/.test(text));

const good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

describe("traceparent", () => {
  it("reads what it writes, for every trace, span and sampling", () => {
    fc.assert(
      fc.property(hex(32), hex(16), fc.constantFrom(0, 1), (traceId, spanId, traceFlags) => {
        const read = readTraceparent(writeTraceparent({ traceId, spanId, traceFlags }));
        expect(read).toEqual({ traceId, spanId, traceFlags, isRemote: true });
      }),
    );
  });

  it("reads a later version that has more fields", () => {
    expect(readTraceparent(`01${good.slice(2)}-more`)?.traceId).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
  });

  it("keeps the caller's tracestate", () => {
    expect(readTraceparent(good, "vendor=1,other=2")?.traceState?.serialize()).toBe("vendor=1,other=2");
  });

  it.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["a trace id of zeros", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`],
    ["a span id of zeros", `00-4bf92f3577b34da6a3ce929d0e0e4736-${"0".repeat(16)}-01`],
    ["version ff", `ff${good.slice(2)}`],
    ["version 00 with more fields", `${good}-more`],
    ["upper case", good.toUpperCase()],
    ["a short id", good.replace("4bf9", "4b")],
  ])("starts a new trace for %s", (_, header) => {
    expect(readTraceparent(header)).toBeUndefined();
  });

  it("never throws, whatever a client sends", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (parent, state) => {
        readTraceparent(parent, state);
      }),
    );
  });
});
