/**
 * Requests of services that tell of them by OTLP alone. A service that counts http_requests_total as well has the alerts
 * on that, and not these: one fault is told once.
 */
import { promql } from "../signals/promql";
import { having } from "../signals/having";
import { byContract } from "../signals/services";
import { type Scope } from "../signals/signal";
import {
  otlpLatency95,
  otlpRequestErrors,
  otlpRequestRate,
  otlpTrafficHourAgo,
} from "../signals/services-otlp";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { cart, cart1, requests, shop, shop1 } from "./cases/services";
import { answers, answerTimes } from "./cases/services-otlp";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "services-otlp", variables: ["job"] },
} as const;

const traffic = {
  requests: { value: 0.1, unit: "reqps", meaning: "fewest requests per second that count" },
} as const;

/** Services that are scraped, and count their requests by the metric contract. */
const scraped = (s: Scope) => promql`sum by (job) (http_requests_total${having(s, byContract.requests)})`;

const judged = {
  ...told,
  and: (s: Scope, n: (name: string) => number) => promql`${otlpRequestRate.value(s)} >= ${n("requests")}`,
  unless: scraped,
  parameters: traffic,
} as const;

export const ServiceOtlpErrorsHigh = alert("ServiceOtlpErrorsHigh", {
  ...judged,
  signal: otlpRequestErrors,
  above: 0.05,
  // Most SDKs send once a minute.
  for: "4m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.job }}: {value} of the requests fail, as it says by OTLP",
  description:
    "For {for} more than {threshold} of the requests to {{ $labels.job }} have been answered with a server error. Users see failures, and clients that try again add to the load.",
  cases: [
    fires("one service in two fails", {
      series: { ...answers({ good: 9, bad: 1 }), ...answers({ good: 9.6, bad: 0.4, of: cart1 }) },
      at: "6m",
      labels: [shop],
      text: {
        summary: "shop: 10% of the requests fail, as it says by OTLP",
        description:
          "For 4 minutes more than 5 % of the requests to shop have been answered with a server error. Users see failures, and clients that try again add to the load.",
      },
    }),
    fires("just over the line, on two services, one with just enough requests", {
      series: {
        ...answers({ good: 9.49, bad: 0.51 }),
        ...answers({ good: 0.09, bad: 0.0112, of: cart1 }),
      },
      at: "10m",
      labels: [shop, cart],
    }),
    quiet("just under the line", { series: answers({ good: 9.51, bad: 0.49 }), at: "11m" }),
    quiet("too few requests to judge", { series: answers({ good: 0.05, bad: 0.0487 }), at: "11m" }),
    quiet("a service that is scraped too has another alert", {
      series: {
        ...answers({ good: 5, bad: 5 }),
        ...requests({ good: 5, bad: 5, of: { job: "shop", instance: "shop-9" } }),
      },
      at: "11m",
    }),
    quiet("no requests at all", { series: answers({ good: 0, bad: 0 }), at: "11m" }),
    quiet("`for` is not over", { series: answers({ good: 5, bad: 5 }), at: "4m" }),
    resolves("a release is taken back", {
      series: answers({
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

export const ServiceOtlpSlow = alert("ServiceOtlpSlow", {
  ...judged,
  signal: otlpLatency95,
  above: 1,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.job }}: one request in twenty takes longer than {value}, as it says by OTLP",
  description:
    "For {for} 5 of 100 requests to {{ $labels.job }} have taken longer than {threshold}. Users wait, and what calls the service waits with them.",
  cases: [
    fires("one service in two is slow", {
      series: {
        ...answers({ good: 10 }),
        ...answerTimes(9, 1),
        ...answers({ good: 10, of: cart1 }),
        ...answerTimes(9.6, 0.4, cart1),
      },
      at: "12m",
      labels: [shop],
      text: {
        summary: "shop: one request in twenty takes longer than 1.75s, as it says by OTLP",
        description:
          "For 10 minutes 5 of 100 requests to shop have taken longer than 1 s. Users wait, and what calls the service waits with them.",
      },
    }),
    fires("just over the line, with just enough requests", {
      series: { ...answers({ good: 0.102 }), ...answerTimes(9.492, 0.508) },
      at: "17m",
      labels: [shop],
    }),
    quiet("just under the line", {
      series: { ...answers({ good: 10 }), ...answerTimes(9.7, 0.3) },
      at: "30m",
    }),
    quiet("too few requests to judge", {
      series: { ...answers({ good: 0.098 }), ...answerTimes(0.05, 0.05) },
      at: "30m",
    }),
    quiet("a service that is scraped too has another alert", {
      series: { ...answers({ good: 10 }), ...answerTimes(0, 10), ...requests({ good: 10 }) },
      at: "30m",
    }),
    quiet("nobody calls", { series: { ...answers({ good: 0 }), ...answerTimes(0, 0) }, at: "30m" }),
    quiet("`for` is not over", { series: { ...answers({ good: 10 }), ...answerTimes(0, 10) }, at: "10m" }),
    resolves("a query gets its index", {
      series: {
        ...answers({ good: 10 }),
        ...answerTimes(
          [
            ["30m", 0],
            ["2h", 10],
          ],
          [
            ["30m", 10],
            ["2h", 0],
          ],
        ),
      },
      labels: [shop],
      firingAt: "30m",
      goneAt: "45m",
    }),
  ],
});

export const ServiceOtlpTrafficGone = alert("ServiceOtlpTrafficGone", {
  ...told,
  // Nobody scrapes these services: a process that has ended tells nothing, and shows as traffic that is gone.
  event: (s, n) =>
    promql`${otlpTrafficHourAgo.value(s)} >= ${n("floor")} unless ${otlpRequestRate.value(s)} > 0 unless ${scraped(s)}`,
  by: ["job"],
  unit: "reqps",
  parameters: {
    floor: { value: 0.2, unit: "reqps", meaning: "fewest requests per second an hour ago" },
  },
  for: "5m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.job }}: no request any more, or no word of it ({value} an hour ago)",
  description:
    "{{ $labels.job }} has told of no request by OTLP for 10 minutes, and an hour ago it had at least {floor}. It has ended, it cannot reach the Collector, or nothing leads to it any more.",
  cases: [
    fires("requests to one service stop, another service is silent altogether", {
      series: {
        ...answers({
          good: [
            ["70m", 5],
            ["3h", 0],
          ],
        }),
        ...answers({ good: [["70m", 1]], of: cart1 }),
        ...answers({
          good: [
            ["70m", 5],
            ["3h", 0.1],
          ],
          of: { job: "mail", instance: "mail-1" },
        }),
      },
      at: "82m",
      labels: [shop, cart],
    }),
    fires("one is silent", {
      series: answers({ good: [["70m", 5]] }),
      at: "82m",
      labels: [shop],
      text: {
        summary: "shop: no request any more, or no word of it (5 requests/s an hour ago)",
        description:
          "shop has told of no request by OTLP for 10 minutes, and an hour ago it had at least 0.2 requests/s. It has ended, it cannot reach the Collector, or nothing leads to it any more.",
      },
    }),
    fires("just enough of them before", {
      series: {
        ...answers({ good: [["75m", 0.205]] }),
        ...answers({ good: [["75m", 0.195]], of: cart1 }),
      },
      at: "87m",
      labels: [shop],
    }),
    quiet("a service that is scraped too has another alert", {
      series: {
        ...answers({ good: [["70m", 5]] }),
        ...requests({ good: 5, of: { job: "shop", instance: "shop-9" } }),
      },
      at: "85m",
    }),
    quiet("`for` is not over", { series: answers({ good: [["70m", 5]] }), at: "79m" }),
    quiet("a service that nobody calls at this time anyway", { series: answers({ good: 0 }), at: "90m" }),
    resolves("it is started again", {
      series: answers({
        good: [
          ["70m", 5],
          ["85m", 0],
          ["3h", 5],
        ],
        of: shop1,
      }),
      labels: [shop],
      firingAt: "85m",
      goneAt: "91m",
    }),
  ],
});
