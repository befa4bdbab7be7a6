/** Objectives of services whose HTTP requests are measured as docs/metric-contract.md says. */
import { promql, toPromql, type Promql } from "../../signals/promql";
import { type Scope } from "../../signals/signal";
import { type Sli } from "./sli";

/** Which requests count. */
export interface HttpRequests {
  /** Label `job` of the service. */
  readonly job: string;
  /** One route only, as its template: "/orders/{id}". @default all routes */
  readonly route?: string | undefined;
}

/** Requests that were answered with something else than 5xx are good. */
export function httpAvailability(requests: HttpRequests): Sli {
  const rate = (more: string, s: Scope): Promql =>
    promql`sum(rate(${toPromql(`http_requests_total{${matchers(requests)}${more}}`)}[${s.range}]))`;
  return {
    kind: "availability",
    errors: (s) => rate(', status=~"5.."', s),
    total: (s) => rate("", s),
  };
}

/** Requests that took no longer than `below` seconds, which has to be the limit of a bucket, are good. */
export function httpLatency(requests: HttpRequests, below: number): Sli {
  return {
    kind: "latency",
    histogram: "http_request_duration_seconds",
    matchers: matchers(requests),
    below,
  };
}

function matchers({ job, route }: HttpRequests): string {
  return `job=${JSON.stringify(job)}${route === undefined ? "" : `, route=${JSON.stringify(route)}`}`;
}
