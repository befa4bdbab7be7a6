import { type Recorded } from "./recorded";

const first = 'job="shop", instance="shop-1"';
const second = 'job="prometheus", instance="prometheus-1"';

export const servicesRuntime: Recorded = {
  input: {
    [`nodejs_eventloop_lag_p99_seconds{${first}}`]: "0.02x60",
    [`nodejs_gc_duration_seconds_sum{${first}, kind="major"}`]: "0+1.5x60",
    [`nodejs_gc_duration_seconds_sum{${first}, kind="minor"}`]: "0+1.5x60",
    [`app_build_info{${first}, version="1", revision="a"}`]: "1x60",
    [`process_open_fds{${first}}`]: "250x60",
    [`process_max_fds{${first}}`]: "1000x60",
    // Not a service of the users.
    [`process_open_fds{${second}}`]: "500x60",
    [`process_max_fds{${second}}`]: "1000x60",
  },
  expected: {
    "job_instance:nodejs_eventloop_lag:p99": [[first, 0.02]],
    "job_instance:nodejs_gc:ratio_rate5m": [[first, 0.2]],
    "job_instance:process_fds_used:ratio": [[first, 0.25]],
  },
};
