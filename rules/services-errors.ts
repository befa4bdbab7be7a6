/** Services that answer with errors: all of them, or one instance more than the others. */
import { promql } from "../signals/promql";
import {
  requestErrors,
  requestErrorsByInstance,
  requestRate,
  requestRateByInstance,
  requestsRefused,
} from "../signals/services";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { cart, cart1, requests, shop, shop1, shop2 } from "./cases/services";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "service", variables: ["job"] },
} as const;

const traffic = {
  requests: { value: 0.1, unit: "reqps", meaning: "fewest requests per second that count" },
} as const;

export const ServiceErrorsHigh = alert("ServiceErrorsHigh", {
  ...told,
  signal: requestErrors,
  above: 0.05,
  and: (s, n) => promql`${requestRate.value(s)} >= ${n("requests")}`,
  parameters: traffic,
  for: "3m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.job }}: {value} of the requests fail",
  description:
    "For {for} more than {threshold} of the requests to {{ $labels.job }} have been answered with a server error. Users see failures, and clients that try again add to the load.",
  cases: [
    fires("one service in two fails", {
      series: { ...requests({ good: 9, bad: 1 }), ...requests({ good: 9.6, bad: 0.4, of: cart1 }) },
      at: "5m",
      labels: [shop],
      text: {
        summary: "shop: 10% of the requests fail",
        description:
          "For 3 minutes more than 5 % of the requests to shop have been answered with a server error. Users see failures, and clients that try again add to the load.",
      },
    }),
    fires("just over the line, on two services, one with just enough requests", {
      series: {
        ...requests({ good: 9.49, bad: 0.51 }),
        ...requests({ good: 0.09, bad: 0.0112, of: cart1 }),
      },
      at: "9m",
      labels: [shop, cart],
    }),
    quiet("just under the line", { series: requests({ good: 9.51, bad: 0.49 }), at: "10m" }),
    quiet("too few requests to judge", { series: requests({ good: 0.05, bad: 0.0487 }), at: "10m" }),
    quiet("refused requests are no failures", {
      series: {
        ...requests({ good: 5 }),
        'http_requests_total{job="shop", instance="shop-1", method="POST", route="/orders", status="400"}':
          "0+75x400",
      },
      at: "10m",
    }),
    quiet("no requests at all", { series: requests({ good: 0, bad: 0 }), at: "10m" }),
    quiet("`for` is not over", { series: requests({ good: 5, bad: 5 }), at: "3m" }),
    resolves("a release is taken back", {
      series: requests({
        good: [
          ["20m", 5],
          ["1h", 10],
        ],
        bad: [
          ["20m", 5],
          ["1h", 0],
        ],
      }),
      labels: [shop],
      firingAt: "20m",
      goneAt: "30m",
    }),
  ],
});

export const ServiceInstanceDiffers = alert("ServiceInstanceDiffers", {
  ...told,
  signal: requestErrorsByInstance,
  above: 0.05,
  and: (s, n) =>
    promql`${requestErrorsByInstance.value(s)} > on (job) group_left () (${n("times")} * ${requestErrors.value(s)}) and ${requestRateByInstance.value(s)} >= ${n("requests")}`,
  parameters: {
    ...traffic,
    times: { value: 1.5, unit: "none", meaning: "times the errors of the whole service" },
  },
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  dashboard: { uid: "service", variables: ["job", "instance"] },
  summary: "{{ $labels.instance }} of {{ $labels.job }}: {value} of its requests fail, more than elsewhere",
  description:
    "For {for} more than {threshold} of the requests to {{ $labels.instance }} have failed, {times} times as many as of {{ $labels.job }} as a whole. What is wrong is in this instance, its host or its connections.",
  cases: [
    fires("one instance in two fails", {
      series: {
        ...requests({ good: 8, bad: 2 }),
        ...requests({ good: 10, bad: 0, of: shop2 }),
        ...requests({ good: 9.59, bad: 0.41, of: cart1 }),
        ...requests({ good: 10, of: { job: "cart", instance: "cart-2" } }),
      },
      at: "6m",
      labels: [shop1],
      text: {
        summary: "shop-1 of shop: 20% of its requests fail, more than elsewhere",
        description:
          "For 5 minutes more than 5 % of the requests to shop-1 have failed, 1.5 times as many as of shop as a whole. What is wrong is in this instance, its host or its connections.",
      },
    }),
    fires("just over each line", {
      series: {
        ...requests({ good: 0.0969, bad: 0.0052 }),
        ...requests({ good: 0.1, bad: 0.0016, of: shop2 }),
      },
      at: "12m",
      labels: [shop1],
    }),
    quiet("just under the line", {
      series: { ...requests({ good: 9.51, bad: 0.49 }), ...requests({ good: 10, of: shop2 }) },
      at: "15m",
    }),
    quiet("all fail alike", {
      series: { ...requests({ good: 8, bad: 2 }), ...requests({ good: 9.3, bad: 0.7, of: shop2 }) },
      at: "15m",
    }),
    quiet("it has too few requests to judge", {
      series: { ...requests({ good: 0.068, bad: 0.03 }), ...requests({ good: 10, of: shop2 }) },
      at: "15m",
    }),
    quiet("`for` is not over", {
      series: { ...requests({ good: 8, bad: 2 }), ...requests({ good: 10, of: shop2 }) },
      at: "5m",
    }),
    resolves("it is restarted", {
      series: {
        ...requests({
          good: 8,
          bad: [
            ["20m", 2],
            ["1h", 0],
          ],
        }),
        ...requests({ good: 10, of: shop2 }),
      },
      labels: [shop1],
      firingAt: "20m",
      goneAt: "30m",
    }),
  ],
});

export const ServiceRequestsRefused = alert("ServiceRequestsRefused", {
  ...told,
  signal: requestsRefused,
  above: 0.4,
  and: (s, n) => promql`${requestRate.value(s)} >= ${n("requests")}`,
  parameters: { requests: { ...traffic.requests, value: 1 } },
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} of the requests are refused",
  description:
    "For {for} more than {threshold} of the requests to {{ $labels.job }} have been answered with 4xx. A client that was released with a fault, a login that broke, or somebody who tries out addresses.",
  cases: [
    fires("one service in two refuses", {
      series: {
        ...requests({ good: 5 }),
        ...requests({ good: 6.1, of: cart1 }),
        'http_requests_total{job="shop", instance="shop-1", method="POST", route="/login", status="401"}':
          "0+75x400",
        'http_requests_total{job="cart", instance="cart-1", method="POST", route="/login", status="401"}':
          "0+58x400",
      },
      at: "22m",
      labels: [shop],
      text: {
        summary: "shop: 50% of the requests are refused",
        description:
          "For 15 minutes more than 40 % of the requests to shop have been answered with 4xx. A client that was released with a fault, a login that broke, or somebody who tries out addresses.",
      },
    }),
    fires("just over the line, with just enough requests", {
      series: {
        ...requests({ good: 0.598 }),
        'http_requests_total{job="shop", instance="shop-1", method="GET", route="unmatched", status="404"}':
          "0+6.15x400",
      },
      at: "22m",
      labels: [shop],
    }),
    quiet("too few requests to judge", {
      series: {
        ...requests({ good: 0.2 }),
        'http_requests_total{job="shop", instance="shop-1", method="GET", route="unmatched", status="404"}':
          "0+11.7x400",
      },
      at: "30m",
    }),
    quiet("errors of the server are no refusals", { series: requests({ good: 1, bad: 5 }), at: "30m" }),
    quiet("`for` is not over", {
      series: {
        'http_requests_total{job="shop", instance="shop-1", method="GET", route="unmatched", status="404"}':
          "0+150x400",
      },
      at: "15m",
    }),
    resolves("the client is mended", {
      series: {
        ...requests({ good: 5 }),
        'http_requests_total{job="shop", instance="shop-1", method="POST", route="/login", status="401"}':
          "0+75x120 9000x200",
      },
      labels: [shop],
      firingAt: "30m",
      goneAt: "45m",
    }),
  ],
});
