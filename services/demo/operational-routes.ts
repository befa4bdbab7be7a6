/** The routes for those who run the service. They are not counted, traced or logged as requests of users. */
import { type Faults, faultsSchema } from "./faults";
import { type Log } from "./log";
import { type Metrics } from "./metrics";
import { refuse, reply } from "./reply";
import { get, post, type Route } from "./route";
import { type Sessions } from "./sessions";
import { type Tasks } from "./tasks";

interface Parts {
  readonly faults: Faults;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly sessions: Sessions;
  readonly tasks: Tasks;
  /** True from the signal to stop on. */
  readonly stopping: () => boolean;
}

export function operationalRoutes(parts: Parts): readonly Route[] {
  const { faults, log, metrics, sessions, tasks } = parts;
  const ready = (): boolean => faults.settings().ready && !parts.stopping();
  const faultState = () => ({ ...faults.settings(), leakedBytes: faults.leakedBytes() });
  return [
    // Liveness asks no dependency: a restart would not repair one.
    get("/health", () => reply(200, { status: "ok" })),
    get("/ready", () => {
      if (ready()) return reply(200, { status: "ready" });
      return parts.stopping()
        ? refuse(503, "The service is stopping.", "Send traffic to another instance.")
        : refuse(503, "Readiness is switched off.", 'POST /faults {"ready": true} switches it on.');
    }),
    get("/metrics", async () => {
      sessions.expire();
      metrics.sessionsOpen.set(sessions.open());
      metrics.usersActive.set(sessions.usersActive());
      metrics.tasksWaiting.set(tasks.waiting());
      metrics.tasksInProgress.set(tasks.running());
      metrics.ready.set(ready() ? 1 : 0);
      return { status: 200, body: await metrics.registry.metrics(), type: metrics.registry.contentType };
    }),
    get("/faults", () => reply(200, faultState())),
    post("/faults", 200, faultsSchema, { errorRate: 0.5 }, (change) => {
      faults.change(change);
      log.warn("faults changed", { ...faults.settings() });
      return reply(200, faultState());
    }),
  ];
}
