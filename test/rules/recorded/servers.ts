import { type Recorded } from "./recorded";

const server = 'job="loki", instance="loki-0"';

export const servers: Recorded = {
  input: {
    [`process_resident_memory_bytes{${server}}`]: "5000x60",
    'process_resident_memory_bytes{job="shop", instance="shop-0"}': "7000x60",
    [`go_memstats_sys_bytes{${server}}`]: "4500x60",
    [`go_memstats_heap_released_bytes{${server}}`]: "500x60",
    [`go_gc_gomemlimit_bytes{${server}}`]: "8000x60",
  },
  expected: {
    "job_instance:process_resident_memory_bytes:max": [['job="loki", instance="loki-0"', 5000]],
    "job_instance:go_memory_limit_used:ratio": [['job="loki", instance="loki-0"', 0.5]],
  },
};
