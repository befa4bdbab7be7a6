/** Requests that stay away, or come as never before. */
import { requestsOfHour, requestsUnusual } from "../signals/deviation";
import { promql } from "../signals/promql";
import { requestRate } from "../signals/services";
import {
  trafficAgainstLastWeek,
  trafficHour,
  trafficHourAgo,
  trafficHourLastWeek,
} from "../signals/services-history";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { cart, cart1, past, requests, shop } from "./cases/services";
import { counter, type Step } from "./cases/series";
import { deviation } from "./deviation";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "service", variables: ["job"] },
} as const;

const week = (of: Labels, is: number | readonly Step[], was: number | "missing"): Series =>
  past({ now: "job:http_requests:rate1h", then: "job:http_requests_last_week:rate1h", of, is, was });
const usual = (of: Labels, is: number | readonly Step[], was: number | "missing"): Series =>
  past({ now: "job:http_requests:rate1h", then: "job:http_requests_usual:rate1h", of, is, was });

export const ServiceTrafficGone = alert("ServiceTrafficGone", {
  ...told,
  event: (s, n) => promql`${requestRate.value(s)} == 0 and ${trafficHourAgo.value(s)} >= ${n("floor")}`,
  by: ["job"],
  unit: "reqps",
  parameters: {
    floor: { value: 0.2, unit: "reqps", meaning: "fewest requests per second an hour ago" },
  },
  for: "0s",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.job }}: nobody calls any more",
  description:
    "{{ $labels.job }} has had no request for 5 minutes, and an hour ago it had at least {floor}. The service may be well: then what leads to it is broken, a load balancer, a name, a certificate or a firewall.",
  cases: [
    quiet("a server of the stack that has metrics of the same name is not asked any more", {
      series: {
        'http_requests_total{job="thanos-query", instance="thanos-query-0", code="200", handler="query", method="get"}':
          counter([
            ["70m", 5],
            ["3h", 0],
          ]),
      },
      at: "77m",
    }),
    fires("requests to one service stop", {
      series: {
        ...requests({
          good: [
            ["70m", 5],
            ["3h", 0],
          ],
        }),
        ...requests({
          good: [
            ["70m", 5],
            ["3h", 0.1],
          ],
          of: cart1,
        }),
      },
      at: "77m",
      labels: [shop],
      text: {
        summary: "shop: nobody calls any more",
        description:
          "shop has had no request for 5 minutes, and an hour ago it had at least 0.2 requests/s. The service may be well: then what leads to it is broken, a load balancer, a name, a certificate or a firewall.",
      },
    }),
    fires("just enough of them before", {
      series: {
        ...requests({
          good: [
            ["70m", 0.205],
            ["3h", 0],
          ],
        }),
        ...requests({
          good: [
            ["70m", 0.195],
            ["3h", 0],
          ],
          of: cart1,
        }),
      },
      at: "77m",
      labels: [shop],
    }),
    quiet("5 minutes are not over", {
      series: requests({
        good: [
          ["70m", 5],
          ["3h", 0],
        ],
      }),
      at: "74m",
    }),
    quiet("a service that nobody calls at this time anyway", {
      series: requests({ good: 0 }),
      at: "90m",
    }),
    resolves("the load balancer is mended", {
      series: requests({
        good: [
          ["70m", 5],
          ["85m", 0],
          ["3h", 5],
        ],
      }),
      labels: [shop],
      firingAt: "85m",
      goneAt: "91m",
    }),
  ],
});

export const ServiceTrafficDropped = alert("ServiceTrafficDropped", {
  ...told,
  signal: trafficAgainstLastWeek,
  below: 0.5,
  and: (s, n) => promql`${trafficHourLastWeek.value(s)} >= ${n("floor")}`,
  parameters: {
    floor: { value: 0.5, unit: "reqps", meaning: "fewest requests per second in the hour last week" },
  },
  kind: "trend",
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.job }}: only {value} of the requests of the same hour last week",
  description:
    "{{ $labels.job }} has had less than {threshold} of the requests that it had in the same hour a week ago, which were at least {floor}. A client, a page or a partner that led users here may be broken.",
  cases: [
    fires("half of the requests of one service stay away", {
      series: { ...week(shop, 4, 10), ...week(cart, 5.1, 10) },
      at: "30m",
      labels: [shop],
      text: {
        summary: "shop: only 40% of the requests of the same hour last week",
        description:
          "shop has had less than 50 % of the requests that it had in the same hour a week ago, which were at least 0.5 requests/s. A client, a page or a partner that led users here may be broken.",
      },
    }),
    fires("just under the line, and just enough last week", {
      series: week(shop, 0.25, 0.51),
      at: "30m",
      labels: [shop],
    }),
    quiet("just over the line", { series: week(shop, 5.1, 10), at: "32m" }),
    quiet("too few last week to compare", { series: week(shop, 0.1, 0.49), at: "32m" }),
    quiet("there was no last week", { series: week(shop, 0.1, "missing"), at: "32m" }),
    quiet("there was nothing last week", { series: week(shop, 0, 0), at: "32m" }),
    quiet("`for` is not over", { series: week(shop, 1, 10), at: "1785s" }),
    resolves("users come back", {
      series: week(
        shop,
        [
          ["40m", 1],
          ["4h", 10],
        ],
        10,
      ),
      labels: [shop],
      firingAt: "40m",
      goneAt: "56m",
    }),
  ],
});

export const ServiceTrafficSpike = alert("ServiceTrafficSpike", {
  ...told,
  signal: trafficAgainstLastWeek,
  above: 3,
  and: (s, n) => promql`${trafficHour.value(s)} >= ${n("floor")}`,
  parameters: {
    floor: { value: 5, unit: "reqps", meaning: "fewest requests per second now" },
  },
  kind: "trend",
  for: "15m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.job }}: {value} of the requests of the same hour last week",
  description:
    "{{ $labels.job }} has had more than {threshold} of the requests of the same hour a week ago, and at least {floor}. More users than ever, a client in a loop, or an attack; see whether the service keeps up.",
  cases: [
    fires("one service is called four times as often", {
      series: { ...week(shop, 40, 10), ...week(cart, 29.5, 10) },
      at: "15m",
      labels: [shop],
      text: {
        summary: "shop: 400% of the requests of the same hour last week",
        description:
          "shop has had more than 300 % of the requests of the same hour a week ago, and at least 5 requests/s. More users than ever, a client in a loop, or an attack; see whether the service keeps up.",
      },
    }),
    fires("just over both lines", { series: week(shop, 5.1, 1.67), at: "15m", labels: [shop] }),
    quiet("just under the line", { series: week(shop, 29.5, 10), at: "32m" }),
    quiet("few requests, although many times as many", { series: week(shop, 4.9, 0.1), at: "32m" }),
    quiet("`for` is not over", { series: week(shop, 90, 10), at: "885s" }),
    resolves("the campaign is over", {
      series: week(
        shop,
        [
          ["30m", 90],
          ["4h", 10],
        ],
        10,
      ),
      labels: [shop],
      firingAt: "30m",
      goneAt: "46m",
    }),
  ],
});

export const ServiceTrafficUnusual = deviation({
  ...told,
  name: "ServiceTrafficUnusual",
  of: requestsOfHour,
  signal: requestsUnusual,
  level: { value: 1, unit: "reqps", meaning: "fewest requests per second that are usual at this hour" },
  summary: "{{ $labels.job }}: requests differ by {value} from what is usual at this hour",
  description:
    "For {for} the requests to {{ $labels.job }} have differed by more than {threshold} from the median of the same hour in the last three weeks. Something is not as usual; whether that is bad, only somebody can tell who knows the service.",
  cases: [
    fires("two thirds more than usual, beside a service that is nearly as usual", {
      series: { ...usual(shop, 20, 12), ...usual(cart, 14.9, 10) },
      at: "30m",
      labels: [shop],
      text: {
        summary: "shop: requests differ by 66.67% from what is usual at this hour",
        description:
          "For 30 minutes the requests to shop have differed by more than 50 % from the median of the same hour in the last three weeks. Something is not as usual; whether that is bad, only somebody can tell who knows the service.",
      },
    }),
    fires("just less than half, and just enough usually", {
      series: usual(shop, 0.5, 1.02),
      at: "30m",
      labels: [shop],
    }),
    quiet("just within what is usual", {
      series: { ...usual(shop, 14.9, 10), ...usual(cart, 5.1, 10) },
      at: "1h",
    }),
    quiet("too little usually", { series: usual(shop, 9, 0.98), at: "32m" }),
    quiet("what is usual is not known yet", { series: usual(shop, 9, "missing"), at: "32m" }),
    quiet("`for` is not over", { series: usual(shop, 100, 10), at: "1785s" }),
    resolves("it is as usual again", {
      series: usual(
        shop,
        [
          ["40m", 100],
          ["4h", 10],
        ],
        10,
      ),
      labels: [shop],
      firingAt: "40m",
      goneAt: "71m",
    }),
  ],
});
