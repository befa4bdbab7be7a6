import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkRange } from "../../platforms/docker/network";
import { goDuration, inMebibytes } from "../../platforms/docker/units";

describe("goDuration", () => {
  it.each([
    [0, "0s"],
    [15, "15s"],
    [60, "1m0s"],
    [180, "3m0s"],
    [3600, "1h0m0s"],
    [3725, "1h2m5s"],
  ])("%i seconds are %s", (seconds, text) => {
    expect(goDuration(seconds)).toBe(text);
  });

  it("writes what adds up to the same seconds again, with minutes and seconds below 60", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seconds) => {
        const [, hours = "0", minutes = "0", rest] =
          /^(?:(\d+)h)?(?:(\d+)m)?(\d+)s$/.exec(goDuration(seconds)) ?? [];
        expect(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)).toBe(seconds);
        expect(Math.max(Number(minutes), Number(rest))).toBeLessThan(60);
      }),
    );
  });

  it("refuses parts of seconds and negative ones", () => {
    for (const seconds of [0.5, -1, Number.NaN])
      expect(() => goDuration(seconds)).toThrow("is not a whole number of seconds; write 0 or more");
  });
});

describe("inMebibytes", () => {
  it.each([
    ["512Mi", 512],
    ["2Gi", 2048],
    ["1Ti", 1_048_576],
  ])("%s are %i MiB", (size, mebibytes) => {
    expect(inMebibytes(size)).toBe(mebibytes);
  });

  it("refuses what is no size", () => {
    for (const size of ["512", "512M", "1.5Gi", "-1Gi", ""])
      expect(() => inMebibytes(size)).toThrow("write a number and Mi, Gi or Ti");
  });
});

describe("networkRange", () => {
  it("is a private range with the gateway in it, for every port offset that settings allow", () => {
    fc.assert(
      fc.property(fc.nat(20_000), (portOffset) => {
        const { subnet, gateway } = networkRange({ portOffset });
        const [, third] = /^172\.30\.(\d+)\.0\/24$/.exec(subnet) ?? [];
        expect(Number(third)).toBeLessThanOrEqual(255);
        expect(gateway).toBe(`172.30.${third}.1`);
      }),
    );
  });

  it("differs for a second stack whose ports are shifted by a hundred or more", () => {
    expect(networkRange({ portOffset: 100 })).not.toEqual(networkRange({ portOffset: 0 }));
    expect(networkRange({ portOffset: 0, subnet: "10.97.3.0/24" })).toEqual({
      subnet: "10.97.3.0/24",
      gateway: "10.97.3.1",
    });
    expect(networkRange({ portOffset: 10_000 })).not.toEqual(networkRange({ portOffset: 0 }));
  });
});
