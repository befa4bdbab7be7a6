/** The business routes: what users of the demo call. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Faults } from "./faults";
import { type Metrics, taskNames } from "./metrics";
import { type Orders, orderSchema } from "./orders";
import { refuse, reply } from "./reply";
import { act, type Call, get, post, type Route } from "./route";
import { type Sessions } from "./sessions";
import { type Tasks } from "./tasks";

interface Parts {
  readonly faults: Faults;
  readonly metrics: Metrics;
  readonly orders: Orders;
  readonly sessions: Sessions;
  readonly tasks: Tasks;
}

const loginSchema = z.strictObject({ user: z.string().min(1).max(64) });
const taskSchema = z.strictObject({ task: z.enum(taskNames) });

export function businessRoutes(parts: Parts): readonly Route[] {
  const { faults, metrics, orders, sessions, tasks } = parts;
  return [
    post("/login", 201, loginSchema, { user: "user-1" }, ({ user }) => {
      const result = sessions.login(user);
      if (!("refused" in result)) return reply(201, { token: result.token });
      return result.refused === "unknown"
        ? refuse(401, "There is no such user.", "Send user-1 to user-20.")
        : refuse(503, "Too many sessions are open.", "Try again later.", { "retry-after": "30" });
    }),
    act("/logout", 204, ({ token }) =>
      token !== undefined && sessions.logout(token) ? reply(204) : unauthorized,
    ),
    get("/orders", async ({ signal }) => {
      const { slowSeconds } = faults.settings();
      if (slowSeconds > 0) await sleep(slowSeconds * 1000, undefined, { signal });
      return reply(200, { orders: orders.newest() });
    }),
    post("/orders", 201, orderSchema, { item: "pen", quantity: 2 }, (order) => {
      const placed = orders.place(order);
      metrics.userEvents.inc({ event: "order_placed" });
      return reply(201, placed);
    }),
    get("/orders/{id}", ({ params }) => {
      const order = orders.find(params["id"] ?? "");
      return order === undefined
        ? refuse(404, "There is no such order, or it is no longer kept.", "GET /orders lists the newest.")
        : reply(200, order);
    }),
    post("/tasks", 202, taskSchema, { task: "report" }, ({ task }, { trace }) => {
      const id = tasks.submit(task, trace);
      if (id === undefined)
        return refuse(503, "Too many tasks wait.", "Try again later.", { "retry-after": "5" });
      metrics.userEvents.inc({ event: "task_submitted" });
      return reply(202, { id });
    }),
  ]
    .map(withoutQuery)
    .map((route) => withSession(route, sessions))
    .map((route) => withFaults(route, faults))
    .map((route) =>
      route.method === "POST" && route.path === "/orders" ? counted(route, "order", metrics) : route,
    );
}

const unauthorized = refuse(
  401,
  "The session is not open.",
  "Send Authorization: Bearer <token of POST /login>.",
  {
    "www-authenticate": "Bearer",
  },
);

/** No route has query parameters: one that is sent is a mistake, not noise. */
function withoutQuery(route: Route): Route {
  return {
    ...route,
    handle: (call) =>
      call.query === ""
        ? route.handle(call)
        : refuse(400, "The path takes no query parameters.", `Ask for ${route.path} alone.`),
  };
}

/** Everybody may call; who sends a token must have a session, and counts as an active user. */
function withSession(route: Route, sessions: Sessions): Route {
  return {
    ...route,
    handle: (call) =>
      call.token === undefined || sessions.touch(call.token) ? route.handle(call) : unauthorized,
  };
}

function withFaults(route: Route, faults: Faults): Route {
  return {
    ...route,
    handle: (call: Call) =>
      faults.requestFails()
        ? refuse(500, "A fault is switched on.", 'POST /faults {"errorRate": 0} switches it off.')
        : route.handle(call),
  };
}

/** Counts how the work ended. A request that was not accepted (4xx) was no work. */
function counted(route: Route, operation: "order", metrics: Metrics): Route {
  const failed = (): void => metrics.processing.inc({ operation, result: "failure" });
  return {
    ...route,
    handle: async (call) => {
      try {
        const answer = await route.handle(call);
        if (answer.status < 300) metrics.processing.inc({ operation, result: "success" });
        else if (answer.status >= 500) failed();
        return answer;
      } catch (error) {
        failed();
        throw error;
      }
    },
  };
}
