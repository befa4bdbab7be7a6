/** The metric that the demo service sends by OTLP, as a real receiver gets it. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { createOtlpMetrics } from "../../services/demo/otlp-metrics";
import { createLog } from "../../services/demo/log";
import { startReceiver } from "./demo-otlp-receiver";
import { startDemo, until } from "./demo-service";

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.unstubAllEnvs());

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

describe("metrics by OTLP", () => {
  it("tell of each request what the semantic conventions want, under the name of the service and of the instance", async () => {
    vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=demo-7");
    const receiver = await startReceiver();
    const demo = await startDemo({ otlpEndpoint: receiver.url });
    await demo.get("/orders");
    await demo.get("/orders");
    await demo.get("/nowhere");
    await demo.post("/faults", { errorRate: 1 });
    await demo.get("/orders");
    await demo.get("/health");
    await demo.stop();
    await receiver.stop();
    expect([...receiver.paths].sort()).toEqual(["/v1/metrics", "/v1/traces"]);
    const [duration, ...others] = receiver.metrics;
    expect(others).toEqual([]);
    expect(duration).toMatchObject({ name: "http.server.request.duration", unit: "s" });
    // Sums since the start: Prometheus takes no differences.
    expect(duration?.histogram?.aggregationTemporality).toBe(2);
    const points = duration?.histogram?.dataPoints ?? [];
    const counts = points.map(({ attributes, count }) => {
      const of = (name: string) => Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];
      return [of("http.route"), of("http.response.status_code"), of("error.type"), count];
    });
    expect(counts).toEqual([
      ["/orders", 200, undefined, 2],
      ["unmatched", 404, undefined, 1],
      ["/orders", 500, "500", 1],
    ]);
    expect(points[0]?.attributes).toEqual(
      expect.arrayContaining([text("http.request.method", "GET"), text("url.scheme", "http")]),
    );
    // An objective can only be measured at the limit of a bucket.
    expect(points[0]?.explicitBounds).toEqual(expect.arrayContaining([0.5, 1]));
    expect(receiver.metricResources[0]).toEqual(
      expect.arrayContaining([text("service.name", "demo"), text("service.instance.id", "demo-7")]),
    );
  });

  it("are not measured where nobody is to get them", async () => {
    const demo = await startDemo();
    await demo.get("/orders");
    await demo.stop();
    expect(demo.log().map(({ msg }) => msg)).toEqual(["listening", "request", "stopping", "stopped"]);
  });

  it("log once that a receiver is away, and that it is back", async () => {
    const { port, stop } = await startReceiver();
    await stop();
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line), Date.now, { service: "demo" });
    const metrics = createOtlpMetrics(
      { service: "demo", version: "1", endpoint: `http://127.0.0.1:${port}/`, everyMs: 200, exportMs: 150 },
      log,
    );
    metrics.answered({ method: "other", route: "/orders", status: 200, seconds: 0.1 });
    const told = (word: string) => lines.filter((line) => line.includes(`metrics are ${word}`)).length;
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    await until(pause, () => told("not delivered") === 1);
    for (let round = 0; round < 10; round++) await pause();
    const receiver = await startReceiver(port, 2);
    await until(pause, () => receiver.metrics.length > 0);
    await metrics.shutdown();
    await receiver.stop();
    expect(told("not delivered")).toBe(1);
    expect(told("delivered again")).toBe(1);
    expect(receiver.metrics[0]?.histogram?.dataPoints[0]?.attributes).toContainEqual(
      text("http.request.method", "_OTHER"),
    );
  });
});
