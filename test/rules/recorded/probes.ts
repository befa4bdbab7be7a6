import { type Recorded } from "./recorded";

export const probes: Recorded = {
  input: { 'probe_success{job="blackbox", instance="shop", kind="http"}': "0x29 1x29" },
  expected: { "instance_kind:probe_success:avg1h": [['instance="shop", kind="http"', 30 / 60]] },
};
