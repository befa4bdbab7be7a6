/** Background tasks: a bounded queue and a few that run at a time. */
import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import { type Context, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { type Faults } from "./faults";
import { type Log } from "./log";
import { type Metrics, type TaskName } from "./metrics";

/** Tasks that run at the same time. */
export const taskConcurrency = 2;
/** Most tasks that wait; more are refused. */
export const waitingLimit = 100;

/** How much work a task is: rounds of a key derivation on Node's thread pool, so that it costs real CPU time. */
const rounds: Readonly<Record<TaskName, number>> = { email: 1_000, import: 10_000, report: 30_000 };

export interface Tasks {
  /** Accepts a task: its number, or undefined when too many wait. */
  submit(task: TaskName, parent: Context): number | undefined;
  waiting(): number;
  running(): number;
  /** Resolves when no task waits or runs. */
  idle(): Promise<void>;
}

interface Surroundings {
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly log: Log;
  readonly faults: Faults;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const derive = promisify(pbkdf2);

export function createTasks({ metrics, tracer, log, faults, now }: Surroundings): Tasks {
  const queue: { readonly task: TaskName; readonly parent: Context }[] = [];
  let whenIdle: (() => void)[] = [];
  let running = 0;
  let last = 0;

  const run = async (task: TaskName, parent: Context): Promise<void> => {
    const span = tracer.startSpan(`task ${task}`, { attributes: { "app.task": task } }, parent);
    const { traceId, spanId } = span.spanContext();
    const started = performance.now();
    const worked = await derive(task, "salt", rounds[task], 32, "sha256").then(
      () => undefined,
      (error: unknown) => String(error),
    );
    const error = faults.taskFails() ? "fault is switched on" : worked;
    const seconds = (performance.now() - started) / 1000;
    const fields = { trace_id: traceId, span_id: spanId, task, duration_seconds: seconds };
    metrics.taskDuration.observe({ task }, seconds);
    metrics.tasks.inc({ task, result: error === undefined ? "completed" : "failed" });
    if (error !== undefined) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error });
      log.error("task failed", { ...fields, error });
    } else {
      metrics.taskLastSuccess.set({ task }, now() / 1000);
      log.info("task completed", fields);
    }
    span.end();
  };

  const next = (): void => {
    while (running < taskConcurrency) {
      const job = queue.shift();
      if (job === undefined) break;
      running += 1;
      void run(job.task, job.parent).finally(() => {
        running -= 1;
        next();
      });
    }
    if (running > 0) return;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  };

  return {
    submit: (task, parent) => {
      if (queue.length >= waitingLimit) return undefined;
      last += 1;
      queue.push({ task, parent });
      next();
      return last;
    },
    waiting: () => queue.length,
    running: () => running,
    idle: () => (running === 0 ? Promise.resolve() : new Promise<void>((resolve) => whenIdle.push(resolve))),
  };
}
