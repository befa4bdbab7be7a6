import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { activeSeconds, idleSeconds } from "../../services/demo/sessions";
import { startDemo, until } from "./demo-service";

// A busy machine may be slow; nothing here is measured.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let demo: Awaited<ReturnType<typeof startDemo>>;
let ticks = 0;
beforeEach(async () => {
  ticks = 1_000_000;
  demo = await startDemo({ revision: "1f2e3d4" }, { ticks: () => ticks });
});
afterEach(() => demo.stop());

const login = async (user: string): Promise<Record<string, string>> => {
  const { json } = await demo.post("/login", { user });
  return { authorization: `Bearer ${String(json["token"])}` };
};

describe("metrics before the first request", () => {
  it("start every known counter at 0, so that rate() sees the first event", async () => {
    const { value } = await demo.scrape();
    for (const event of [
      "login",
      "login_failed",
      "logout",
      "order_placed",
      "session_expired",
      "task_submitted",
    ])
      expect(value("app_user_events_total", { event })).toBe(0);
    for (const task of ["email", "import", "report"])
      for (const result of ["completed", "failed"])
        expect(value("app_tasks_total", { task, result })).toBe(0);
    for (const result of ["success", "failure"])
      expect(value("app_processing_total", { operation: "order", result })).toBe(0);
    expect(value("http_requests_total", { method: "GET", route: "/orders", status: "500" })).toBe(0);
  });

  it("say what was built and what runs", async () => {
    const { value } = await demo.scrape();
    expect(value("app_build_info", { revision: "1f2e3d4" })).toBe(1);
    expect(value("process_start_time_seconds")).toBeGreaterThan(0);
    expect(value("nodejs_eventloop_lag_p99_seconds")).not.toBeNaN();
  });
});

describe("requests", () => {
  it("are counted by method, route and status, with their duration", async () => {
    await demo.get("/orders");
    await demo.get("/orders");
    await demo.post("/orders", { item: "pen", quantity: 0 });
    const { value } = await demo.scrape();
    expect(value("http_requests_total", { method: "GET", route: "/orders", status: "200" })).toBe(2);
    expect(value("http_requests_total", { method: "POST", route: "/orders", status: "400" })).toBe(1);
    expect(value("http_request_duration_seconds_count", { method: "GET", route: "/orders" })).toBe(2);
    expect(value("http_request_duration_seconds_sum", { method: "GET", route: "/orders" })).toBeGreaterThan(
      0,
    );
    expect(value("http_requests_in_flight")).toBe(0);
  });

  it("have buckets at the limits that alerts use", async () => {
    const { samples } = await demo.scrape();
    const buckets = samples.filter(
      ({ name, labels }) =>
        name === "http_request_duration_seconds_bucket" &&
        labels["route"] === "/orders" &&
        labels["method"] === "GET",
    );
    expect(buckets.map(({ labels }) => labels["le"])).toEqual([
      "0.005",
      "0.01",
      "0.025",
      "0.05",
      "0.1",
      "0.25",
      "0.5",
      "1",
      "2.5",
      "5",
      "10",
      "+Inf",
    ]);
  });

  it("are in flight while they are answered", async () => {
    await demo.post("/faults", { slowSeconds: 10 });
    const gone = new AbortController();
    const slow = fetch(`${demo.url}/orders`, { signal: gone.signal }).catch(() => "gone");
    await until(
      async () => (await demo.scrape()).value("http_requests_in_flight"),
      (count) => count === 1,
    );
    gone.abort();
    expect(await slow).toBe("gone");
    await until(
      async () => (await demo.scrape()).value("http_requests_in_flight"),
      (count) => count === 0,
    );
    const { value } = await demo.scrape();
    expect(value("http_requests_total", { route: "/orders", status: "499" })).toBe(1);
    expect(value("http_requests_total", { route: "/orders", status: "500" })).toBe(0);
    expect(demo.lines.join("\n")).not.toContain("request broke");
  });

  it("of probes, scrapes and switches are not counted", async () => {
    for (const path of ["/health", "/ready", "/metrics", "/faults"]) await demo.get(path);
    await demo.post("/faults", { nonsense: 1 });
    const { value, samples } = await demo.scrape();
    expect(value("http_requests_total")).toBe(0);
    expect(samples.map(({ labels }) => labels["route"])).not.toContain("/health");
  });
});

describe("the number of series", () => {
  it("does not grow with paths, ids, queries and methods that clients make up", async () => {
    const burst = async (from: number): Promise<void> => {
      for (let n = from; n < from + 30; n += 1) {
        await demo.get(`/made-up/${n}`);
        await demo.get(`/orders/${n}?x=${n}`);
        await demo.get(`/orders/made-up-${n}`);
        await demo.post("/login", { user: `stranger-${n}` });
      }
      for (const method of ["PROPFIND", "MKCOL", "REPORT", "LOCK"])
        await fetch(`${demo.url}/made-up`, { method });
    };
    const ours = async () => (await demo.scrape()).samples.filter(({ name }) => /^(http|app)_/.test(name));
    await burst(0);
    const before = await ours();
    await burst(1000);
    const after = await ours();
    expect(after).toHaveLength(before.length);
    expect(JSON.stringify(after)).not.toMatch(/made-up|stranger|PROPFIND/);
    const { value } = await demo.scrape();
    expect(value("http_requests_total", { method: "GET", route: "unmatched", status: "404" })).toBe(60);
    expect(value("http_requests_total", { method: "other", route: "unmatched", status: "404" })).toBe(8);
  });
});

describe("users and sessions", () => {
  it("are counted by event; a user with two sessions is one active user", async () => {
    const first = await login("user-1");
    await login("user-1");
    await login("user-2");
    await demo.post("/login", { user: "nobody" });
    let { value } = await demo.scrape();
    expect(value("app_sessions_open")).toBe(3);
    expect(value("app_users_active")).toBe(2);
    expect(value("app_user_events_total", { event: "login" })).toBe(3);
    expect(value("app_user_events_total", { event: "login_failed" })).toBe(1);
    ticks += 45_000;
    await demo.post("/logout", undefined, first);
    ({ value } = await demo.scrape());
    expect(value("app_sessions_open")).toBe(2);
    expect(value("app_user_events_total", { event: "logout" })).toBe(1);
    expect(value("app_session_duration_seconds_sum")).toBe(45);
    expect(value("app_session_duration_seconds_bucket", { le: "30" })).toBe(0);
    expect(value("app_session_duration_seconds_bucket", { le: "60" })).toBe(1);
  });

  it("a user stays active for 5 minutes after the last request", async () => {
    const session = await login("user-1");
    ticks += (activeSeconds - 1) * 1000;
    await demo.get("/orders", session);
    ticks += (activeSeconds - 1) * 1000;
    expect((await demo.scrape()).value("app_users_active")).toBe(1);
    ticks += 1000;
    expect((await demo.scrape()).value("app_users_active")).toBe(0);
  });

  it("a session that nobody uses expires; its idle time does not count", async () => {
    const session = await login("user-1");
    ticks += 20_000;
    await demo.get("/orders", session);
    ticks += idleSeconds * 1000;
    const { value } = await demo.scrape();
    expect(value("app_sessions_open")).toBe(0);
    expect(value("app_user_events_total", { event: "session_expired" })).toBe(1);
    expect(value("app_session_duration_seconds_sum")).toBe(20);
    expect((await demo.get("/orders", session)).status).toBe(401);
  });
});

describe("business", () => {
  it("counts orders as processed, and refused ones not at all", async () => {
    await demo.post("/orders", { item: "pen", quantity: 1 });
    await demo.post("/orders", { item: "pen", quantity: 0 });
    const { value } = await demo.scrape();
    expect(value("app_processing_total", { operation: "order", result: "success" })).toBe(1);
    expect(value("app_processing_total", { operation: "order", result: "failure" })).toBe(0);
    expect(value("app_user_events_total", { event: "order_placed" })).toBe(1);
  });

  it("counts tasks when they end, with run time and time of the last success", async () => {
    for (const task of ["email", "import", "report", "email"]) await demo.post("/tasks", { task });
    const { value } = await until(
      () => demo.scrape(),
      (exposition) => exposition.value("app_tasks_total", { result: "completed" }) === 4,
    );
    expect(value("app_tasks_total", { task: "email", result: "completed" })).toBe(2);
    expect(value("app_task_duration_seconds_count", { task: "report" })).toBe(1);
    expect(value("app_task_last_success_timestamp_seconds", { task: "report" })).toBeGreaterThan(1.6e9);
    expect(value("app_user_events_total", { event: "task_submitted" })).toBe(4);
    await until(
      async () => (await demo.scrape()).value("app_tasks_in_progress"),
      (count) => count === 0,
    );
    expect((await demo.scrape()).value("app_tasks_waiting")).toBe(0);
  });

  it("refuses tasks when a hundred wait, and says when to come again", async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => demo.post("/tasks", { task: "report" })),
    );
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get("retry-after")).toBe("5");
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(100);
  });
});
