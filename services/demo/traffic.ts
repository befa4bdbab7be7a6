/** A small, steady load that the service sends to itself, so that its dashboards show something. */
import { type Log } from "./log";
import { taskNames } from "./metrics";
import { users } from "./sessions";

/** Time between two requests, in milliseconds: four a second. */
const everyMs = 250;
/** Sessions that stay open before the oldest logs out. */
const openSessions = 6;
const items = ["book", "lamp", "pen"];

/** One request of the load. `as` says whose session it carries. */
export interface Step {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  readonly as?: "newest" | "oldest";
}

/** The n-th request. The same for every run: a round of twelve, and one login in ten rounds is refused. */
export function step(n: number): Step {
  const round = Math.floor(n / 12);
  const user = users[round % users.length];
  const order = { item: items[round % items.length], quantity: (n % 9) + 1 };
  const task = { task: taskNames[round % taskNames.length] };
  const list: Step = { method: "GET", path: "/orders", as: "newest" };
  const place: Step = { method: "POST", path: "/orders", body: order, as: "newest" };
  const submit: Step = { method: "POST", path: "/tasks", body: task, as: "newest" };
  const look: Step = { method: "GET", path: `/orders/${round + 1}`, as: "newest" };
  const steps: readonly Step[] = [
    { method: "POST", path: "/login", body: { user: round % 10 === 9 ? "nobody" : user } },
    list,
    place,
    look,
    list,
    submit,
    list,
    place,
    look,
    list,
    submit,
    { method: "POST", path: "/logout", as: "oldest" },
  ];
  return steps[n % steps.length] ?? list;
}

/**
 * Starts the load. One request at a time: while one is slow, the next ones are left out.
 * @param url base URL of the service
 * @returns ends the load, and resolves when no request of it is under way
 */
export function startTraffic(url: string, log: Log): () => Promise<void> {
  const tokens: string[] = [];
  let n = 0;
  let underWay: Promise<void> | undefined;
  let told = false;

  const send = async ({ method, path, body, as }: Step): Promise<void> => {
    if (as === "oldest" && tokens.length < openSessions) return;
    const token = as === "oldest" ? tokens.shift() : tokens.at(-1);
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(as === undefined || token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (path === "/login" && response.status === 201)
      tokens.push((JSON.parse(text) as { token: string }).token);
    // The service may have ended the session: the next login opens another.
    if (response.status === 401 && as === "newest") tokens.pop();
  };

  const timer = setInterval(() => {
    if (underWay !== undefined) return;
    underWay = send(step(n))
      .catch((error: unknown) => {
        if (!told) log.warn("own traffic failed", { error: String(error) });
        told = true;
      })
      .finally(() => (underWay = undefined));
    n += 1;
  }, everyMs);

  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
