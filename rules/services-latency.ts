/** Services that answer late, or not at all. */
import { promql } from "../signals/promql";
import { latency95, latency99, requestRate, requestsInFlight } from "../signals/services";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { cart1, durations, gauge, requests, shop, shop1, shop2 } from "./cases/services";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "service", variables: ["job"] },
} as const;

const traffic = {
  requests: { value: 0.1, unit: "reqps", meaning: "fewest requests per second that count" },
} as const;

const slowness = {
  ...told,
  and: (s: Parameters<typeof requestRate.value>[0], n: (name: string) => number) =>
    promql`${requestRate.value(s)} >= ${n("requests")}`,
  parameters: traffic,
} as const;

export const ServiceSaturated = alert("ServiceSaturated", {
  ...told,
  signal: requestsInFlight,
  above: 50,
  and: (s, n) =>
    promql`${requestsInFlight.value(s)} > ${n("growth")} * sum by (job) (avg_over_time(http_requests_in_flight${s.any}[1h] offset 15m))`,
  parameters: { growth: { value: 3, unit: "none", meaning: "times as many as in the hour before" } },
  kind: "trend",
  for: "3m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} requests wait for their answer",
  description:
    "For {for} {{ $labels.job }} has had more than {threshold} requests in flight, {growth} times as many as in the hour before. Requests come in faster than they are answered; a service that is stuck shows it here and nowhere else.",
  cases: [
    fires("one service in two is stuck", {
      series: {
        ...gauge("http_requests_in_flight", shop1, [
          ["60m", 5],
          ["4h", 100],
        ]),
        ...gauge("http_requests_in_flight", shop2, [
          ["60m", 5],
          ["4h", 20],
        ]),
        ...gauge("http_requests_in_flight", cart1, [
          ["60m", 5],
          ["4h", 48.5],
        ]),
      },
      at: "64m",
      labels: [shop],
      text: {
        summary: "shop: 120 requests wait for their answer",
        description:
          "For 3 minutes shop has had more than 50 requests in flight, 3 times as many as in the hour before. Requests come in faster than they are answered; a service that is stuck shows it here and nowhere else.",
      },
    }),
    fires("just over both lines", {
      series: gauge("http_requests_in_flight", shop1, [
        ["60m", 16.8],
        ["4h", 51.4],
      ]),
      at: "64m",
      labels: [shop],
    }),
    quiet("a busy service is as busy as before", {
      series: gauge("http_requests_in_flight", shop1, [
        ["60m", 20],
        ["4h", 58.6],
      ]),
      at: "70m",
    }),
    quiet("`for` is not over", {
      series: gauge("http_requests_in_flight", shop1, [
        ["60m", 5],
        ["4h", 100],
      ]),
      at: "63m",
    }),
    resolves("it answers again", {
      series: gauge("http_requests_in_flight", shop1, [
        ["60m", 5],
        ["75m", 100],
        ["4h", 5],
      ]),
      labels: [shop],
      firingAt: "75m",
      goneAt: "81m",
    }),
  ],
});

export const ServiceSlow = alert("ServiceSlow", {
  ...slowness,
  signal: latency95,
  above: 1,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.job }}: one request in twenty takes longer than {value}",
  description:
    "For {for} 5 of 100 requests to {{ $labels.job }} have taken longer than {threshold}. Users wait, and what calls the service waits with them.",
  cases: [
    fires("one service in two is slow", {
      series: {
        ...requests({ good: 10 }),
        ...durations({ within: { "1": 9, "2.5": 1 } }),
        ...requests({ good: 10, of: cart1 }),
        ...durations({ within: { "1": 9.6, "2.5": 0.4 }, of: cart1 }),
      },
      at: "12m",
      labels: [shop],
      text: {
        summary: "shop: one request in twenty takes longer than 1.75s",
        description:
          "For 10 minutes 5 of 100 requests to shop have taken longer than 1 s. Users wait, and what calls the service waits with them.",
      },
    }),
    fires("just over the line, with just enough requests", {
      series: {
        ...requests({ good: 0.102 }),
        ...durations({ within: { "1": 9.492, "2.5": 0.508 } }),
      },
      at: "17m",
      labels: [shop],
    }),
    quiet("just under the line", {
      series: {
        ...requests({ good: 10 }),
        ...durations({ within: { "0.5": 0, "1": 9.7, "2.5": 0.3 } }),
      },
      at: "30m",
    }),
    quiet("too few requests to judge", {
      series: { ...requests({ good: 0.098 }), ...durations({ within: { "1": 0.05, "2.5": 0.05 } }) },
      at: "30m",
    }),
    quiet("nobody calls", {
      series: { ...requests({ good: 0 }), ...durations({ within: { "1": 0, "2.5": 0 } }) },
      at: "30m",
    }),
    quiet("`for` is not over", {
      series: { ...requests({ good: 10 }), ...durations({ within: { "1": 0, "2.5": 10 } }) },
      at: "10m",
    }),
    resolves("a query gets its index", {
      series: {
        ...requests({ good: 10 }),
        ...durations({
          within: {
            "1": [
              ["30m", 0],
              ["2h", 10],
            ],
            "2.5": [
              ["30m", 10],
              ["2h", 0],
            ],
          },
        }),
      },
      labels: [shop],
      firingAt: "30m",
      goneAt: "45m",
    }),
  ],
});

export const ServiceTailSlow = alert("ServiceTailSlow", {
  ...slowness,
  signal: latency99,
  above: 5,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.job }}: one request in a hundred takes longer than {value}",
  description:
    "For {for} 1 of 100 requests to {{ $labels.job }} has taken longer than {threshold}. That is as long as a time-out: each of these holds a connection, and its user has given up.",
  cases: [
    fires("one service in two has a slow tail", {
      series: {
        ...requests({ good: 10 }),
        ...durations({ within: { "1": 9.8, "5": 0, "10": 0.2 } }),
        ...requests({ good: 10, of: cart1 }),
        ...durations({ within: { "1": 9.8, "5": 0.12, "10": 0.08 }, of: cart1 }),
      },
      at: "12m",
      labels: [shop],
      text: {
        summary: "shop: one request in a hundred takes longer than 7.5s",
        description:
          "For 10 minutes 1 of 100 requests to shop has taken longer than 5 s. That is as long as a time-out: each of these holds a connection, and its user has given up.",
      },
    }),
    fires("just over the line, with just enough requests", {
      series: {
        ...requests({ good: 0.102 }),
        ...durations({ within: { "1": 9.8, "5": 0.0985, "10": 0.1015 } }),
      },
      at: "17m",
      labels: [shop],
    }),
    quiet("just under the line", {
      series: { ...requests({ good: 10 }), ...durations({ within: { "4.5": 9.7, "5": 0.22, "10": 0.08 } }) },
      at: "30m",
    }),
    quiet("too few requests to judge", {
      series: { ...requests({ good: 0.098 }), ...durations({ within: { "1": 0, "10": 0.098 } }) },
      at: "30m",
    }),
    quiet("`for` is not over", {
      series: { ...requests({ good: 10 }), ...durations({ within: { "1": 0, "10": 10 } }) },
      at: "10m",
    }),
    resolves("a lock is gone", {
      series: {
        ...requests({ good: 10 }),
        ...durations({
          within: {
            "1": [
              ["30m", 0],
              ["2h", 10],
            ],
            "10": [
              ["30m", 10],
              ["2h", 0],
            ],
          },
        }),
      },
      labels: [shop],
      firingAt: "30m",
      goneAt: "45m",
    }),
  ],
});
