import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { leakLimitBytes } from "../../services/demo/faults";
import { startDemo, until } from "./demo-service";

// A busy machine may be slow; nothing here is measured.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let demo: Awaited<ReturnType<typeof startDemo>>;
beforeEach(async () => {
  demo = await startDemo();
});
afterEach(() => demo.stop());

const off = {
  errorRate: 0,
  leakBytesPerRequest: 0,
  leakedBytes: 0,
  ready: true,
  slowSeconds: 0,
  taskFailureRate: 0,
};
const order = { item: "pen", quantity: 1 };

// Collects garbage at once, so that what is measured afterwards is held by somebody.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const heldOutsideHeap = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};

describe("faults", () => {
  it("are off at the start", async () => {
    expect(await demo.get("/faults")).toMatchObject({ status: 200, json: off });
  });

  it("change by the keys that are sent, and keep the others", async () => {
    await demo.post("/faults", { errorRate: 0.5 });
    expect((await demo.post("/faults", { slowSeconds: 1 })).json).toEqual({
      ...off,
      errorRate: 0.5,
      slowSeconds: 1,
    });
    expect((await demo.post("/faults", { errorRate: 0, slowSeconds: 0 })).json).toEqual(off);
  });

  it("are logged when they change", async () => {
    await demo.post("/faults", { taskFailureRate: 1 });
    expect(demo.log().at(-1)).toMatchObject({ level: "warn", msg: "faults changed", taskFailureRate: 1 });
  });
});

describe("the error rate", () => {
  it("fails exactly that share of business requests, until it is off", async () => {
    await demo.post("/faults", { errorRate: 0.25 });
    for (let n = 0; n < 8; n += 1) await demo.get("/orders");
    let { value } = await demo.scrape();
    expect(value("http_requests_total", { route: "/orders", status: "500" })).toBe(2);
    expect(value("http_requests_total", { method: "GET", route: "/orders", status: "200" })).toBe(6);
    await demo.post("/faults", { errorRate: 0 });
    for (let n = 0; n < 8; n += 1) await demo.get("/orders");
    ({ value } = await demo.scrape());
    expect(value("http_requests_total", { route: "/orders", status: "500" })).toBe(2);
  });

  it("makes orders fail, and says so in the processing metric and in the log", async () => {
    await demo.post("/faults", { errorRate: 1 });
    expect((await demo.post("/orders", order)).status).toBe(500);
    const { value } = await demo.scrape();
    expect(value("app_processing_total", { operation: "order", result: "failure" })).toBe(1);
    expect(value("app_processing_total", { operation: "order", result: "success" })).toBe(0);
    expect(value("app_user_events_total", { event: "order_placed" })).toBe(0);
    expect(demo.log().at(-1)).toMatchObject({ level: "error", msg: "request", status: 500 });
  });

  it("leaves probes, scrapes and the switch itself alone", async () => {
    await demo.post("/faults", { errorRate: 1 });
    for (const path of ["/health", "/ready", "/metrics", "/faults"])
      expect((await demo.get(path)).status).toBe(200);
  });
});

describe("the slow path", () => {
  const buckets = async () => {
    const { value } = await demo.scrape();
    const labels = { method: "GET", route: "/orders" };
    return {
      upTo250ms: value("http_request_duration_seconds_bucket", { ...labels, le: "0.25" }),
      all: value("http_request_duration_seconds_count", labels),
    };
  };

  it("takes at least as long as told, and is fast again when off", async () => {
    await demo.post("/faults", { slowSeconds: 0.3 });
    expect((await demo.get("/orders")).status).toBe(200);
    expect(await buckets()).toEqual({ upTo250ms: 0, all: 1 });
    await demo.post("/faults", { slowSeconds: 0 });
    for (let n = 0; n < 5; n += 1) await demo.get("/orders");
    const { upTo250ms, all } = await buckets();
    expect(all).toBe(6);
    expect(upTo250ms).toBeGreaterThan(0);
  });

  it("is the only slow one", async () => {
    await demo.post("/faults", { slowSeconds: 10 });
    const gone = new AbortController();
    const slow = fetch(`${demo.url}/orders`, { signal: gone.signal }).catch(() => "gone");
    const inFlight = async () => (await demo.scrape()).value("http_requests_in_flight");
    await until(inFlight, (count) => count === 1);
    expect((await demo.post("/orders", order)).status).toBe(201);
    expect(await inFlight()).toBe(1);
    gone.abort();
    expect(await slow).toBe("gone");
  });
});

describe("the leak", () => {
  const mebibyte = 1024 * 1024;

  it("holds real memory, and frees it when off", async () => {
    const before = heldOutsideHeap();
    await demo.post("/faults", { leakBytesPerRequest: 8 * mebibyte });
    for (let n = 0; n < 8; n += 1) await demo.get("/orders");
    expect((await demo.get("/faults")).json["leakedBytes"]).toBe(64 * mebibyte);
    expect(heldOutsideHeap() - before).toBeGreaterThan(63 * mebibyte);
    expect((await demo.scrape()).value("nodejs_external_memory_bytes")).toBeGreaterThan(64 * mebibyte);
    await demo.post("/faults", { leakBytesPerRequest: 0 });
    expect((await demo.get("/faults")).json["leakedBytes"]).toBe(0);
    // V8 gives buffers back from another thread, a moment after the collection.
    await until(heldOutsideHeap, (held) => held - before < 8 * mebibyte);
  });

  it("stays while another fault changes", async () => {
    await demo.post("/faults", { leakBytesPerRequest: 1024 });
    await demo.get("/orders");
    await demo.post("/faults", { errorRate: 0.5 });
    expect((await demo.get("/faults")).json["leakedBytes"]).toBe(1024);
  });

  it("ends before it takes the machine down", async () => {
    await demo.post("/faults", { leakBytesPerRequest: 16 * mebibyte });
    for (let n = 0; n < 20; n += 1) await demo.get("/orders");
    expect((await demo.get("/faults")).json["leakedBytes"]).toBe(leakLimitBytes);
    await demo.post("/faults", { leakBytesPerRequest: 0 });
  });
});

describe("failing tasks", () => {
  it("are counted and logged as failed, and complete again when off", async () => {
    await demo.post("/faults", { taskFailureRate: 1 });
    await demo.post("/tasks", { task: "email" });
    const failed = { task: "email", result: "failed" };
    await until(
      async () => (await demo.scrape()).value("app_tasks_total", failed),
      (count) => count === 1,
    );
    expect(demo.log()).toContainEqual(
      expect.objectContaining({ level: "error", msg: "task failed", task: "email" }),
    );
    expect((await demo.scrape()).value("app_task_last_success_timestamp_seconds", { task: "email" })).toBe(0);
    await demo.post("/faults", { taskFailureRate: 0 });
    await demo.post("/tasks", { task: "email" });
    const completed = { task: "email", result: "completed" };
    await until(
      async () => (await demo.scrape()).value("app_tasks_total", completed),
      (count) => count === 1,
    );
    expect((await demo.scrape()).value("app_tasks_total", failed)).toBe(1);
  });
});
