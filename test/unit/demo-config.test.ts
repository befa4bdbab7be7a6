import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../services/demo/config";

const errorOf = (env: Record<string, string>): string => {
  const result = readConfig(env);
  return result.ok ? "" : result.error;
};

describe("configuration of the demo service", () => {
  it("listens on loopback, port 8088, without traffic and without an exporter unless told otherwise", () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: { host: "127.0.0.1", port: 8088, traffic: false, revision: "unknown" },
    });
  });

  it("takes every variable", () => {
    const env = {
      HOST: "0.0.0.0",
      PORT: "0",
      DEMO_TRAFFIC: "true",
      DEMO_REVISION: "1f2e3d4",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
    };
    expect(readConfig(env)).toEqual({
      ok: true,
      config: {
        host: "0.0.0.0",
        port: 0,
        traffic: true,
        revision: "1f2e3d4",
        otlpEndpoint: "http://127.0.0.1:4318",
      },
    });
  });

  it("takes an empty variable as not set", () => {
    expect(readConfig({ PORT: "", OTEL_EXPORTER_OTLP_ENDPOINT: "", HOST: "" })).toEqual(readConfig({}));
  });

  it("reports every mistake at once, each with what to write", () => {
    const error = errorOf({ PORT: "http", HOST: "a b", DEMO_TRAFFIC: "yes", DEMO_TRAFIC: "true" });
    expect(error.split("\n")).toEqual([
      "DEMO_TRAFIC is not known. Remove it, or write DEMO_TRAFFIC or DEMO_REVISION.",
      'HOST is "a b". Write an address of this machine, for example HOST=127.0.0.1.',
      'PORT is "http". Write a whole number from 0 to 65535, for example PORT=8088.',
      'DEMO_TRAFFIC is "yes". Write DEMO_TRAFFIC=true or DEMO_TRAFFIC=false.',
    ]);
  });

  it("refuses an endpoint with credentials and does not repeat them", () => {
    const error = errorOf({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://me:hunter2@collector:4318" });
    expect(error).toContain("OTEL_EXPORTER_OTLP_ENDPOINT is not valid.");
    expect(error).not.toContain("hunter2");
  });

  it("takes exactly the ports from 0 to 65535", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 99_999 }), (port) => {
        expect(readConfig({ PORT: String(port) }).ok).toBe(port >= 0 && port <= 65_535);
      }),
    );
  });

  it("never throws, whatever the environment holds", () => {
    const names = fc.constantFrom(
      "HOST",
      "PORT",
      "DEMO_TRAFFIC",
      "DEMO_X",
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "X",
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.string()), (env) => {
        expect(typeof readConfig(env).ok).toBe("boolean");
      }),
    );
  });
});
