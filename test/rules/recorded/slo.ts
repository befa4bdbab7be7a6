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

/** Shares over every window. */
const ratios = (values: readonly (readonly [labels: string, value: number])[]): Recorded["expected"] =>
  Object.fromEntries(
    ["rate5m", "rate30m", "rate1h", "rate2h", "rate6h", "rate1d", "rate3d", "period"].map(
      (window) => [`slo_service:error:ratio_${window}`, values] as const,
    ),
  );

// Of 32 requests in 15 s 4 fail; of 64 that are timed half take longer than half a second. Powers of two, so that nothing is rounded.
export const slo: Recorded = {
  input: {
    [`http_requests_total{${route}, status="200"}`]: "0+8x60",
    [`http_requests_total{${route}, status="500"}`]: "0+4x60",
    [`http_requests_total{${route}, status="404"}`]: "0+4x60",
    [`http_requests_total{${another}, status="404"}`]: "0+16x60",
    [`http_request_duration_seconds_count{${route}}`]: "0+64x60",
    [`http_request_duration_seconds_bucket{${route}, le="0.25"}`]: "0+8x60",
    [`http_request_duration_seconds_bucket{${route}, le="0.5"}`]: "0+32x60",
    [`http_request_duration_seconds_bucket{${route}, le="1.0"}`]: "0+64x60",
  },
  expected: {
    "slo_service:objective:ratio": everywhere(0.99, 0.95),
    "slo_service:error_budget:ratio": everywhere(0.01, 0.05),
    "slo_service:window:seconds": everywhere(2_592_000, 2_592_000),
    "slo_service:errors:rate5m": everywhere(4 / 15, 32 / 15),
    "slo_service:events:rate5m": everywhere(32 / 15, 64 / 15),
    ...ratios(everywhere(0.125, 0.5)),
    "slo_service:burn_rate:ratio_1h": everywhere(12.5, 10),
    "slo_service:budget_remaining:ratio": everywhere(-11.5, -9),
  },
  others: [
    {
      // It never failed, and so has no series of failures. Nothing is timed.
      input: { [`http_requests_total{${route}, status="200"}`]: "0+8x60" },
      expected: {
        "slo_service:errors:rate5m": [[demo("demo-availability"), 0]],
        ...ratios([[demo("demo-availability"), 0]]),
      },
    },
  ],
};
