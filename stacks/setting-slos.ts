/** Service level objectives: what a stack promises, and how it is measured. */
import { z } from "zod";
import { duration, name } from "./setting-parts";

const http = z.strictObject({
  kind: z.literal("http").meta({
    description:
      "http: requests of a service that is measured as docs/metric-contract.md says. Bad are those answered with 5xx, or, with `below`, the slow ones.",
    examples: ["http"],
  }),
  job: z
    .string()
    .min(1)
    .meta({
      description: "The service: the label `job` of its metrics, for example its name under `services`.",
      examples: ["checkout"],
    }),
  route: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "Only this route, as its template. Default: all routes.",
      examples: ["/orders/{id}"],
    }),
  below: z
    .number()
    .positive()
    .optional()
    .meta({
      description:
        "Seconds within which a request shall be answered. It has to be the limit of a bucket of http_request_duration_seconds; 0.5 and 1 always are. Default: how long it takes does not count, only whether it fails.",
      examples: [0.5],
    }),
});

const probe = z.strictObject({
  kind: z
    .literal("probe")
    .meta({ description: "probe: calls of a probe. Bad are those that fail.", examples: ["probe"] }),
  probe: name.meta({ description: "Name of the probe, from `probes`.", examples: ["shop"] }),
});

const queries = z.strictObject({
  kind: z.literal("queries").meta({
    description: "queries: any two counters. Both are PromQL with [$window] for the time that is looked at.",
    examples: ["queries"],
  }),
  errors: z
    .string()
    .min(1)
    .meta({
      description: "Rate of bad events.",
      examples: ['rate(jobs_total{job="billing", result="failed"}[$window])'],
    }),
  total: z
    .string()
    .min(1)
    .meta({
      description: "Rate of all events.",
      examples: ['rate(jobs_total{job="billing"}[$window])'],
    }),
});

export const slo = z.strictObject({
  name: name.meta({
    description: "Name of the objective in alerts and dashboards (label `slo`).",
    examples: ["checkout-availability"],
  }),
  service: name.meta({
    description: "Whose objective it is (label `service`).",
    examples: ["checkout"],
  }),
  objective: z
    .number()
    .gt(0)
    .lt(1)
    .meta({
      description: "Share of events that shall be good: 0.999 lets one in a thousand fail.",
      examples: [0.999],
    }),
  window: duration.default("30d").meta({
    description: "Time over which the objective is kept, in whole days from 7d to 90d.",
    examples: ["28d"],
  }),
  sli: z.discriminatedUnion("kind", [http, probe, queries]).meta({
    description: "What is counted, and what of it is bad.",
    examples: [{ kind: "http", job: "checkout" }],
  }),
});

/** An objective as a stack file writes it, with defaults. */
export type SloSetting = Readonly<z.output<typeof slo>>;
