import { type Recorded } from "./recorded";

const route = 'job="demo", instance="demo-1", method="GET", route="/orders"';
const another = 'job="demo", instance="demo-2", method="GET", route="/orders"';

const demo = (slo: string): string => `service="demo", slo="${slo}"`;

/** Both objectives: the same share of bad events, whatever the window. */
const everywhere = (availability: number, latency: number) =>
  [
    [demo("demo-availability"), availability],
    [demo("demo-latency"), latency],
  ] as const;

// Of 10 requests a second 0.5 fail; one in four takes longer than half a second.
export const slo: Recorded = {
  input: {
    [`http_requests_total{${route}, status="200"}`]: "0+82.5x60",
    [`http_requests_total{${route}, status="500"}`]: "0+7.5x60",
    [`http_requests_total{${another}, status="404"}`]: "0+60x60",
    [`http_request_duration_seconds_count{${route}}`]: "0+120x60",
    [`http_request_duration_seconds_bucket{${route}, le="0.25"}`]: "0+30x60",
    [`http_request_duration_seconds_bucket{${route}, le="0.5"}`]: "0+90x60",
    [`http_request_duration_seconds_bucket{${route}, le="1.0"}`]: "0+120x60",
  },
  expected: {
    "slo_service:objective:ratio": everywhere(0.99, 0.95),
    "slo_service:error_budget:ratio": everywhere(0.01, 0.05),
    "slo_service:window:seconds": everywhere(2_592_000, 2_592_000),
    "slo_service:errors:rate5m": everywhere(0.5, 2),
    "slo_service:events:rate5m": everywhere(10, 8),
    ...Object.fromEntries(
      ["rate5m", "rate30m", "rate1h", "rate2h", "rate6h", "rate1d", "rate3d", "period"].map((window) => [
        `slo_service:error:ratio_${window}`,
        everywhere(0.05, 0.25),
      ]),
    ),
    "slo_service:burn_rate:ratio_1h": everywhere(5, 5),
    "slo_service:budget_remaining:ratio": everywhere(-4, -4),
  },
};
