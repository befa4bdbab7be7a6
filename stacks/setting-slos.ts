/** Service level objectives: what a stack promises, and how it is measured. */
import { z } from "zod";
import { duration, name } from "./setting-parts";

const http = z.strictObject({
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

const queries = z.strictObject({
  errors: z
    .string()
    .min(1)
    .meta({
      description: "Rate of bad events, as PromQL.",
      examples: ['rate(jobs_total{job="billing", result="failed"}[$window])'],
    }),
  total: z
    .string()
    .min(1)
    .meta({
      description: "Rate of all events, as PromQL.",
      examples: ['rate(jobs_total{job="billing"}[$window])'],
    }),
});

/** One of the three; which, is checked in stacks/mistakes/slos.ts. */
const sli = z.strictObject({
  http: http.optional().meta({
    description:
      "Requests of a service that is measured as docs/metric-contract.md says. Bad are those answered with 5xx, or, with `below`, the slow ones.",
    examples: [{ job: "checkout" }],
  }),
  probe: name.optional().meta({
    description: "Calls of a probe, by its name under `probes`. Bad are those that fail.",
    examples: ["shop"],
  }),
  queries: queries.optional().meta({
    description: "Any two counters, each with [$window] for the time that is looked at.",
    examples: [
      {
        errors: 'rate(jobs_total{job="billing", result="failed"}[$window])',
        total: 'rate(jobs_total{job="billing"}[$window])',
      },
    ],
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
  sli: sli.meta({
    description: "What is counted, and what of it is bad: one of http, probe and queries.",
    examples: [{ http: { job: "checkout" } }],
  }),
});

/** An objective as a stack file writes it, with defaults. */
export type SloSetting = Readonly<z.output<typeof slo>>;
