import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startDemo } from "./demo-service";

// A busy machine may be slow; nothing here is measured.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let demo: Awaited<ReturnType<typeof startDemo>>;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.stop());

const json = { "content-type": "application/json" };

/** Status of a POST /orders that declares more than it sends. */
const declared = (bytes: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const call = httpRequest(`${demo.url}/orders`, {
      method: "POST",
      headers: { ...json, "content-length": bytes },
    });
    call.once("response", (response) => {
      resolve(response.statusCode);
      call.destroy();
    });
    call.once("error", reject);
    call.flushHeaders();
  });

describe("operational routes", () => {
  it("is alive and ready", async () => {
    expect(await demo.get("/health")).toMatchObject({ status: 200, json: { status: "ok" } });
    expect(await demo.get("/ready")).toMatchObject({ status: 200, json: { status: "ready" } });
  });

  it("answers HEAD wherever it answers GET", async () => {
    expect((await fetch(`${demo.url}/health`, { method: "HEAD" })).status).toBe(200);
  });

  it("is not ready while readiness is switched off, and stays alive", async () => {
    await demo.post("/faults", { ready: false });
    expect((await demo.get("/ready")).status).toBe(503);
    expect((await demo.get("/health")).status).toBe(200);
    expect((await demo.scrape()).value("app_ready")).toBe(0);
    await demo.post("/faults", { ready: true });
    expect((await demo.get("/ready")).status).toBe(200);
    expect((await demo.scrape()).value("app_ready")).toBe(1);
  });

  it("serves metrics in the text format of Prometheus", async () => {
    const { headers } = await demo.get("/metrics");
    expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  });
});

describe("business routes", () => {
  it("takes an order, finds it and lists it", async () => {
    const placed = await demo.post("/orders", { item: "pen", quantity: 3 });
    expect(placed).toMatchObject({ status: 201, json: { item: "pen", quantity: 3 } });
    const id = String(placed.json["id"]);
    expect(await demo.get(`/orders/${id}`)).toMatchObject({ status: 200, json: placed.json });
    expect((await demo.get("/orders")).json["orders"]).toContainEqual(placed.json);
  });

  it("does not find an order that was never placed", async () => {
    expect((await demo.get("/orders/999999")).status).toBe(404);
  });

  it("opens and closes a session; a closed one is refused everywhere", async () => {
    const { status, json: body } = await demo.post("/login", { user: "user-1" });
    const bearer = { authorization: `Bearer ${String(body["token"])}` };
    expect(status).toBe(201);
    expect((await demo.get("/orders", bearer)).status).toBe(200);
    expect((await demo.post("/logout", undefined, bearer)).status).toBe(204);
    expect((await demo.post("/logout", undefined, bearer)).status).toBe(401);
    expect((await demo.get("/orders", bearer)).status).toBe(401);
  });

  it("refuses a user who is not in the directory, and a logout without a session", async () => {
    expect((await demo.post("/login", { user: "nobody" })).status).toBe(401);
    expect((await demo.post("/logout")).status).toBe(401);
  });

  it("accepts a task", async () => {
    expect((await demo.post("/tasks", { task: "email" })).status).toBe(202);
  });
});

describe("bad input", () => {
  it.each([
    ["/orders", { item: "pen", quantity: 0 }],
    ["/orders", { item: "pen", quantity: 1.5 }],
    ["/orders", { item: "yacht", quantity: 1 }],
    ["/orders", { item: "pen", quantity: 1, price: 1 }],
    ["/orders", []],
    ["/orders", undefined],
    ["/login", { user: "" }],
    ["/login", { user: "user-1", password: "x" }],
    ["/tasks", { task: "format-disk" }],
    ["/faults", { errorRat: 1 }],
    ["/faults", { errorRate: 1.1 }],
    ["/faults", { slowSeconds: -1 }],
    ["/faults", { slowSeconds: 11 }],
    ["/faults", { leakBytesPerRequest: 1e12 }],
    ["/faults", { ready: "no" }],
    ["/faults", null],
    ["/logout", { everywhere: true }],
  ])("answers 400 on POST %s with %j", async (path, body) => {
    const { status, json: answer } = await demo.post(path, body);
    expect(status).toBe(400);
    expect(answer).toEqual({ error: expect.any(String) as string, write: expect.any(String) as string });
  });

  it("names the unknown key and shows a body that fits", async () => {
    expect((await demo.post("/faults", { errorRat: 1 })).json).toEqual({
      error: 'The body does not fit: Unrecognized key: "errorRat".',
      write: 'Send, for example, {"errorRate":0.5}.',
    });
  });

  it("changes no fault when one key of several is wrong", async () => {
    const before = (await demo.get("/faults")).json;
    expect((await demo.post("/faults", { errorRate: 1, nonsense: 1 })).status).toBe(400);
    expect((await demo.get("/faults")).json).toEqual(before);
  });

  it("answers 400 to what is no JSON", async () => {
    const init = { method: "POST", headers: json, body: '{"item":' };
    expect((await fetch(`${demo.url}/orders`, init)).status).toBe(400);
  });

  it("answers 415 to a body that a web page of another site could send", async () => {
    const init = { method: "POST", body: '{"errorRate":1}' };
    expect((await fetch(`${demo.url}/faults`, init)).status).toBe(415);
    expect((await demo.get("/faults")).json["errorRate"]).toBe(0);
  });

  it("answers 400 to query parameters", async () => {
    expect((await demo.get("/orders?limit=5")).status).toBe(400);
  });

  it("answers 405 with the methods that a known path has", async () => {
    const response = await fetch(`${demo.url}/orders`, { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
  });

  it.each(["/", "/nowhere", "/orders/", "/orders/1/lines", "//", "/%00", "/orders%2F1"])(
    "answers 404 on %s",
    async (path) => {
      expect((await demo.get(path)).status).toBe(404);
    },
  );
});

describe("size of a body", () => {
  const padded = (bytes: number) => ({
    method: "POST",
    headers: json,
    body: `{"item":"pen","quantity":1}${" ".repeat(bytes - 27)}`,
  });

  it("takes 64 KiB", async () => {
    expect((await fetch(`${demo.url}/orders`, padded(65_536))).status).toBe(201);
  });

  it("answers 413 to one byte more, and the service goes on", async () => {
    expect((await fetch(`${demo.url}/orders`, padded(65_537))).status).toBe(413);
    expect((await demo.get("/health")).status).toBe(200);
  });

  it("answers 413 to a body of unknown length that grows too large", async () => {
    const chunks = new ReadableStream({
      start: (stream) => {
        for (let n = 0; n < 20; n += 1) stream.enqueue(new Uint8Array(8192).fill(32));
        stream.close();
      },
    });
    const init = { method: "POST", headers: json, body: chunks, duplex: "half" } as RequestInit;
    expect((await fetch(`${demo.url}/orders`, init)).status).toBe(413);
  });

  it("answers 413 to a declared gigabyte without waiting for it", async () => {
    expect(await declared(2 ** 30)).toBe(413);
  });

  it("limits the operational routes too", async () => {
    expect((await fetch(`${demo.url}/faults`, padded(65_537))).status).toBe(413);
  });
});
