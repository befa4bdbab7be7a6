/** Faults that can be switched on and off while the service runs, so that alerts can be tried on it. */
import { z } from "zod";
import { createShare } from "./share";

const share = z.number().min(0).max(1);

/** Most memory that the leak holds, in bytes: a forgotten leak must not take the machine down. */
export const leakLimitBytes = 256 * 1024 * 1024;

const switches = z.strictObject({
  errorRate: share.describe("Share of business requests that are answered 500. Off: 0."),
  slowSeconds: z.number().min(0).max(10).describe("Delay of each GET /orders, in seconds. Off: 0."),
  leakBytesPerRequest: z
    .number()
    .int()
    .min(0)
    .max(16 * 1024 * 1024)
    .describe("Memory that each business request keeps, in bytes. Off: 0, which also frees it."),
  taskFailureRate: share.describe("Share of tasks that fail. Off: 0."),
  ready: z.boolean().describe("false: GET /ready answers 503."),
});

export type FaultSettings = Readonly<z.output<typeof switches>>;
export type FaultChange = Partial<FaultSettings>;

/** What POST /faults takes: the keys that shall change. */
export const faultsSchema = switches
  .partial()
  // JSON has no undefined: a key is there with a value, or is not there.
  .transform((change) => change as FaultChange);

const off: FaultSettings = {
  errorRate: 0,
  leakBytesPerRequest: 0,
  ready: true,
  slowSeconds: 0,
  taskFailureRate: 0,
};

export interface Faults {
  settings(): FaultSettings;
  /** Memory that the leak holds, in bytes. */
  leakedBytes(): number;
  change(change: FaultChange): void;
  /** Called once for each business request: leaks if told to, and says whether the request shall fail. */
  requestFails(): boolean;
  /** Called once for each task. */
  taskFails(): boolean;
}

export function createFaults(): Faults {
  let settings = off;
  let leaked: Buffer[] = [];
  let leakedBytes = 0;
  const requests = createShare();
  const tasks = createShare();
  const leak = (bytes: number): void => {
    if (bytes === 0 || leakedBytes + bytes > leakLimitBytes) return;
    // Filled with ones: untouched zero pages would not become resident memory.
    leaked.push(Buffer.alloc(bytes, 1));
    leakedBytes += bytes;
  };
  return {
    settings: () => settings,
    leakedBytes: () => leakedBytes,
    change: (change) => {
      settings = { ...settings, ...change };
      if (settings.leakBytesPerRequest === 0) {
        leaked = [];
        leakedBytes = 0;
      }
    },
    requestFails: () => {
      leak(settings.leakBytesPerRequest);
      return requests.next(settings.errorRate);
    },
    taskFails: () => tasks.next(settings.taskFailureRate),
  };
}
