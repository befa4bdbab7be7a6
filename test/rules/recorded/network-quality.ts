import { type Recorded } from "./recorded";

const icmp = 'job="blackbox", instance="gate", kind="icmp"';
const http = 'job="blackbox", instance="shop", kind="http"';
const tcp = 'job="blackbox", instance="mail", kind="tcp"';

export const networkQuality: Recorded = {
  input: {
    [`probe_success{${icmp}}`]: "0.75x60",
    [`probe_success{${http}}`]: "1x60",
    [`probe_icmp_duration_seconds{${icmp}, phase="rtt"}`]: Array.from({ length: 61 }, (_, index) =>
      index % 2 === 0 ? 0.125 : 0.375,
    ).join(" "),
    [`probe_icmp_duration_seconds{${icmp}, phase="setup"}`]: "1x30 9x30",
    [`probe_http_duration_seconds{${http}, phase="connect"}`]: "0.5x60",
    [`probe_http_duration_seconds{${http}, phase="tls"}`]: "2x60",
    [`probe_duration_seconds{${http}}`]: "3x60",
    [`probe_duration_seconds{${tcp}}`]: "0.25x60",
    [`probe_duration_seconds{${icmp}}`]: "4x60",
    'probe_duration_seconds{job="other", instance="wiki", kind="tcp"}': "1x60",
  },
  expected: {
    "instance:probe_icmp_loss:ratio10m": [['instance="gate"', 0.25]],
    "instance:probe_icmp_rtt_seconds:avg10m": [['instance="gate"', 0.25]],
    "instance:probe_icmp_rtt_seconds:stddev10m": [['instance="gate"', 0.125]],
    "instance:probe_connect_seconds:avg10m": [
      ['instance="mail"', 0.25],
      ['instance="shop"', 0.5],
    ],
  },
};
