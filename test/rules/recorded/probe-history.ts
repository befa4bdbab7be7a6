import { type Recorded } from "./recorded";

const http = 'job="blackbox", instance="shop", kind="http"';
const icmp = 'job="blackbox", instance="gate", kind="icmp"';
const both = (a: number, b: number) =>
  [
    ['instance="shop", kind="http"', a],
    ['instance="gate", kind="icmp"', b],
  ] as const;

export const probeHistory: Recorded = {
  input: {
    [`probe_success{${http}}`]: "1x60",
    [`probe_success{${icmp}}`]: "0.5x60",
    'probe_success{job="other", instance="wiki", kind="http"}': "1x60",
    [`probe_duration_seconds{${http}}`]: "0.5x60",
    [`probe_duration_seconds{${icmp}}`]: "0.25x60",
    'probe_duration_seconds{job="other", instance="wiki", kind="http"}': "1x60",
  },
  expected: {
    "instance_kind:probe_success:avg5m": both(1, 0.5),
    "instance_kind:probe_success:avg1d": both(1, 0.5),
    "instance_kind:probe_success:avg30d": both(1, 0.5),
    "instance_kind:probe_duration_seconds:avg15m": both(0.5, 0.25),
    "instance_kind:probe_duration_seconds:median1w": both(0.5, 0.25),
  },
};
