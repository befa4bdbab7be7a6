import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLog } from "../../services/demo/log";
import { createOrders, orderLimit } from "../../services/demo/orders";
import { matchPath } from "../../services/demo/route";
import { createShare } from "../../services/demo/share";
import { step } from "../../services/demo/traffic";

describe("a share of calls", () => {
  it("is exact for every share and number of calls", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 500 }), (percent, calls) => {
        const share = createShare();
        const hits = Array.from({ length: calls }, () => share.next(percent / 100)).filter(Boolean).length;
        expect(hits).toBe(Math.floor((percent * calls) / 100));
      }),
    );
  });

  it("owes nothing after it was off", () => {
    const share = createShare();
    share.next(0.9);
    share.next(0);
    expect(share.next(0.5)).toBe(false);
  });
});

describe("a log line", () => {
  it("is one JSON object on one line, and no field replaces time, level or msg", () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (msg, fields) => {
        const lines: string[] = [];
        createLog(
          (line) => lines.push(line),
          () => 0,
        ).error(msg, fields);
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toMatch(/[\n\r]/);
        const fixed = { time: "1970-01-01T00:00:00.000Z", level: "error", msg };
        expect(JSON.parse(lines[0] ?? "")).toMatchObject(fixed);
      }),
    );
  });
});

describe("a route's template", () => {
  it("takes any part of a path as parameter, and only one part", () => {
    const part = fc.string({ minLength: 1 }).filter((text) => !text.includes("/"));
    fc.assert(
      fc.property(part, part, (id, more) => {
        expect(matchPath("/orders/{id}", `/orders/${id}`)).toEqual({ id });
        expect(matchPath("/orders/{id}", `/orders/${id}/${more}`)).toBeUndefined();
      }),
    );
  });
});

describe("orders", () => {
  it("keep the newest thousand", () => {
    const orders = createOrders();
    for (let n = 0; n <= orderLimit; n += 1) orders.place({ item: "pen", quantity: 1 });
    expect(orders.find("1")).toBeUndefined();
    expect(orders.find("2")?.id).toBe(2);
    expect(orders.newest().map(({ id }) => id)[0]).toBe(orderLimit + 1);
    expect(orders.newest()).toHaveLength(20);
  });
});

describe("the steps of the own traffic", () => {
  const steps = Array.from({ length: 240 }, (_, n) => step(n));

  it("touch every business route", () => {
    const routes = new Set(steps.map(({ method, path }) => `${method} ${path.replace(/\d+/, "{id}")}`));
    expect([...routes].sort()).toEqual([
      "GET /orders",
      "GET /orders/{id}",
      "POST /login",
      "POST /logout",
      "POST /orders",
      "POST /tasks",
    ]);
  });

  it("submit every kind of task and have one login in ten refused", () => {
    const text = JSON.stringify(steps);
    for (const task of ["email", "import", "report"]) expect(text).toContain(`"task":"${task}"`);
    const logins = steps.filter(({ path }) => path === "/login");
    const refused = logins.filter(({ body }) => JSON.stringify(body).includes("nobody"));
    expect([logins.length, refused.length]).toEqual([20, 2]);
  });
});
