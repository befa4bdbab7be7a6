import { httpAvailability, httpLatency } from "./http";
import { slo, type Slo } from "./slo";

/** Objectives of the demo service: the example of what a stack file has under `slos`. */
export const demoSlos: readonly Slo[] = [
  slo({
    name: "demo-availability",
    service: "demo",
    objective: 0.99,
    sli: httpAvailability({ job: "demo" }),
  }),
  slo({
    name: "demo-latency",
    service: "demo",
    objective: 0.95,
    sli: httpLatency({ job: "demo" }, 0.5),
  }),
];
