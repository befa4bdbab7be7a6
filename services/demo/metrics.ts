/** The metrics of the contract in docs/metric-contract.md, and Node's own. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** Values of the label `event`; a closed list, so that the number of series is known. */
export const userEvents = [
  "login",
  "login_failed",
  "logout",
  "order_placed",
  "session_expired",
  "task_submitted",
] as const;
export type UserEvent = (typeof userEvents)[number];

/** Values of the label `task`. */
export const taskNames = ["email", "import", "report"] as const;
export type TaskName = (typeof taskNames)[number];

/** Values of the label `operation`. */
export const operations = ["order"] as const;
export type Operation = (typeof operations)[number];

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const sessionBuckets = [10, 30, 60, 300, 900, 1800, 3600, 7200, 14400, 28800, 86400];
const taskBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900];

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Makes the metrics in a registry of their own.
 * @param build what app_build_info says
 */
export function createMetrics(build: { readonly version: string; readonly revision: string }) {
  const registry = new Registry();
  const registers = [registry];
  const metrics = {
    registry,
    requests: new Counter({
      name: "http_requests_total",
      help: "HTTP requests answered.",
      labelNames: ["method", "route", "status"] as const,
      registers,
    }),
    requestDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from the request's head to the end of its response.",
      labelNames: ["method", "route"] as const,
      buckets: requestBuckets,
      registers,
    }),
    requestsInFlight: new Gauge({
      name: "http_requests_in_flight",
      help: "HTTP requests that are being answered.",
      registers,
    }),
    ready: new Gauge({ name: "app_ready", help: "1 while the service takes traffic, else 0.", registers }),
    usersActive: new Gauge({
      name: "app_users_active",
      help: "Distinct users who did something in the last 5 minutes.",
      registers,
    }),
    userEvents: new Counter({
      name: "app_user_events_total",
      help: "Things that users did.",
      labelNames: ["event"] as const,
      registers,
    }),
    sessionsOpen: new Gauge({ name: "app_sessions_open", help: "Sessions that are open.", registers }),
    sessionDuration: new Histogram({
      name: "app_session_duration_seconds",
      help: "Time from the opening of a session to its end, when it ends.",
      buckets: sessionBuckets,
      registers,
    }),
    tasks: new Counter({
      name: "app_tasks_total",
      help: "Background tasks that ended.",
      labelNames: ["task", "result"] as const,
      registers,
    }),
    taskDuration: new Histogram({
      name: "app_task_duration_seconds",
      help: "Run time of a background task, without its wait.",
      labelNames: ["task"] as const,
      buckets: taskBuckets,
      registers,
    }),
    tasksWaiting: new Gauge({
      name: "app_tasks_waiting",
      help: "Background tasks accepted and not yet started.",
      registers,
    }),
    tasksInProgress: new Gauge({
      name: "app_tasks_in_progress",
      help: "Background tasks that run.",
      registers,
    }),
    taskLastSuccess: new Gauge({
      name: "app_task_last_success_timestamp_seconds",
      help: "Unix time at which a task of this kind last completed; 0 if none did.",
      labelNames: ["task"] as const,
      registers,
    }),
    processing: new Counter({
      name: "app_processing_total",
      help: "Units of business work carried to their end, by outcome.",
      labelNames: ["operation", "result"] as const,
      registers,
    }),
    buildInfo: new Gauge({
      name: "app_build_info",
      help: "Always 1; the labels say what runs.",
      labelNames: ["version", "revision"] as const,
      registers,
    }),
  };
  metrics.buildInfo.set(build, 1);
  // A counter that appears with its first event hides that event from rate(): every known series starts at 0.
  for (const event of userEvents) metrics.userEvents.inc({ event }, 0);
  for (const task of taskNames) {
    for (const result of ["completed", "failed"]) metrics.tasks.inc({ task, result }, 0);
    metrics.taskDuration.zero({ task });
    metrics.taskLastSuccess.set({ task }, 0);
  }
  for (const operation of operations)
    for (const result of ["success", "failure"]) metrics.processing.inc({ operation, result }, 0);
  collectDefaultMetrics({ register: registry });
  return metrics;
}
