import { type Recorded } from "./recorded";

const http = 'job="blackbox", instance="shop", kind="http"';

export const probes: Recorded = {
  input: {
    [`probe_success{${http}}`]: "0x29 1x29",
    [`probe_http_duration_seconds{${http}, phase="connect"}`]: "1x50 0.5x9",
    [`probe_http_duration_seconds{${http}, phase="processing"}`]: "3x60",
    [`probe_http_duration_seconds{job="other", instance="shop", kind="http", phase="transfer"}`]: "3x60",
    // Valid for 100 s more. What was not seen is written as the year 1.
    [`probe_ssl_earliest_cert_expiry{${http}}`]: "1000x60",
    'probe_ssl_earliest_cert_expiry{job="blackbox", instance="mail", kind="tcp"}': "-62135596800x60",
  },
  expected: {
    "instance_kind:probe_success:avg1h": [['instance="shop", kind="http"', 30 / 60]],
    // Of 20 calls the first 11 took a second.
    "instance_phase:probe_http_duration_seconds:avg5m": [
      ['instance="shop", phase="connect"', (10 * 1 + 10 * 0.5) / 20],
      ['instance="shop", phase="processing"', 3],
    ],
    "instance:probe_certificate_valid_seconds:min": [['instance="shop"', 100]],
  },
};
