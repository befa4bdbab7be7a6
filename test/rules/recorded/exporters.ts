import { type Recorded } from "./recorded";

export const exporters: Recorded = {
  input: {
    'process_resident_memory_bytes{job="node", instance="web-1"}': "5000x60",
    'process_resident_memory_bytes{job="node", instance="web-2"}': "7000x60",
    'process_resident_memory_bytes{job="loki", instance="loki-0"}': "90000x60",
  },
  expected: { "job:exporter_memory_bytes:max": [['job="node"', 7000]] },
};
