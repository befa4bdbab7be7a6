import { describe, expect, it, vi } from "vitest";
import { startReceiver } from "./demo-otlp-receiver";
import { startDemo, until } from "./demo-service";

// Waiting for an absent receiver takes seconds by design.
vi.setConfig({ testTimeout: 60_000 });

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parentId = "00f067aa0ba902b7";
const traceparent = `00-${traceId}-${parentId}-01`;

describe("log lines", () => {
  it("are JSON, and carry the trace of the caller", async () => {
    const demo = await startDemo();
    await demo.get("/orders", { traceparent });
    await demo.stop();
    const line = demo.log().find(({ msg }) => msg === "request");
    expect(line).toMatchObject({
      level: "info",
      service: "demo",
      trace_id: traceId,
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      method: "GET",
      route: "/orders",
      status: 200,
      duration_seconds: expect.any(Number) as number,
    });
    expect(line?.["time"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(line?.["span_id"]).not.toBe(parentId);
  });

  it("start a trace of their own where the caller has none, a new one each time", async () => {
    const demo = await startDemo();
    await demo.get("/orders");
    await demo.get("/orders", { traceparent: "00-nonsense" });
    await demo.stop();
    const ids = demo.log().flatMap(({ msg, trace_id: id }) => (msg === "request" ? [String(id)] : []));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it("follow the trace into a background task", async () => {
    const demo = await startDemo();
    await demo.post("/tasks", { task: "email" }, { traceparent });
    await demo.stop();
    const line = demo.log().find(({ msg }) => msg === "task completed");
    expect(line).toMatchObject({ trace_id: traceId, task: "email" });
  });

  it("hold no user, no token, no order id and no body", async () => {
    const demo = await startDemo();
    const { json } = await demo.post("/login", { user: "user-7" });
    const headers = { authorization: `Bearer ${String(json["token"])}` };
    await demo.post("/login", { user: "jane@example.org" });
    await demo.get("/orders/secret-order", headers);
    await demo.post("/logout", undefined, headers);
    await demo.stop();
    const text = demo.lines.join("\n");
    expect(demo.lines.length).toBeGreaterThan(4);
    for (const word of ["user-7", "jane", String(json["token"]), "secret-order"])
      expect(text).not.toContain(word);
  });

  it("are not written for probes and scrapes", async () => {
    const demo = await startDemo();
    for (const path of ["/health", "/ready", "/metrics"]) await demo.get(path);
    expect(demo.log().map(({ msg }) => msg)).toEqual(["listening"]);
    await demo.stop();
  });
});

describe("traces", () => {
  it("reach an OTLP receiver: the request below the caller, the task below the request", async () => {
    const receiver = await startReceiver();
    const demo = await startDemo({ otlpEndpoint: `${receiver.url}/` });
    await demo.post("/tasks", { task: "import" }, { traceparent });
    await demo.get("/health", { traceparent });
    await demo.stop();
    await receiver.stop();
    expect([...receiver.paths]).toContain("/v1/traces");
    const request = receiver.spans.find(({ name }) => name === "POST /tasks");
    const task = receiver.spans.find(({ name }) => name === "task import");
    expect(receiver.spans).toHaveLength(2);
    expect(request).toMatchObject({ traceId, parentSpanId: parentId });
    expect(task).toMatchObject({ traceId, parentSpanId: request?.spanId });
    expect(request?.attributes).toEqual(
      expect.arrayContaining([
        { key: "http.request.method", value: { stringValue: "POST" } },
        { key: "http.route", value: { stringValue: "/tasks" } },
        { key: "http.response.status_code", value: { intValue: 202 } },
      ]),
    );
    expect(receiver.resources[0]).toContainEqual({ key: "service.name", value: { stringValue: "demo" } });
  });

  it("are marked as failed when the request failed", async () => {
    const receiver = await startReceiver();
    const demo = await startDemo({ otlpEndpoint: receiver.url });
    await demo.post("/faults", { errorRate: 1 });
    await demo.get("/orders");
    await demo.stop();
    await receiver.stop();
    expect(receiver.spans.map(({ name, status }) => [name, status.code])).toEqual([["GET /orders", 2]]);
  });

  it("of a caller who does not sample are not sent", async () => {
    const receiver = await startReceiver();
    const demo = await startDemo({ otlpEndpoint: receiver.url });
    await demo.get("/orders", { traceparent: `00-${traceId}-${parentId}-00` });
    await demo.stop();
    await receiver.stop();
    expect(receiver.spans).toEqual([]);
    expect(demo.log().find(({ msg }) => msg === "request")?.["trace_id"]).toBe(traceId);
  });

  it("a receiver that is away is logged once, stops nothing, and its return is logged", async () => {
    const { port, stop } = await startReceiver();
    await stop();
    const demo = await startDemo({ otlpEndpoint: `http://127.0.0.1:${port}` });
    const lost = () => demo.log().filter(({ msg }) => msg === "traces are not delivered");
    const call = async () => (await demo.get("/orders")).status;
    await until(call, () => lost().length === 1);
    expect(await call()).toBe(200);
    // It comes back, and refuses three exports before it takes one.
    const receiver = await startReceiver(port, 3);
    await until(call, () => receiver.spans.length > 0);
    await demo.stop();
    await receiver.stop();
    expect(lost()).toHaveLength(1);
    expect(lost()[0]).toMatchObject({ level: "warn", endpoint: `http://127.0.0.1:${port}` });
    expect(demo.log().filter(({ msg }) => msg === "traces are delivered again")).toHaveLength(1);
  });

  it("does not hold up the end when the receiver is away", async () => {
    const { port, stop } = await startReceiver();
    await stop();
    const demo = await startDemo({ otlpEndpoint: `http://127.0.0.1:${port}` });
    await demo.get("/orders");
    await demo.stop();
    expect(demo.log().at(-1)?.["msg"]).toBe("stopped");
  });
});
