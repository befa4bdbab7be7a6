/** Requests that stay away, or come as never before. */
import { requestsRecorded, requestsUnusual } from "../signals/deviation";
import { promql } from "../signals/promql";
import { requestRate } from "../signals/services";
import {
  trafficAgainstLastWeek,
  trafficHour,
  trafficHourAgo,
  trafficHourLastWeek,
} from "../signals/services-history";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels } from "./cases/case";
import { cart, cart1, hourly, requests, shop } from "./cases/services";
import { type Step } from "./cases/series";
import { deviation } from "./deviation";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "services", variables: ["job"] },
} as const;

const every = "1h";
const recorded = (of: Labels, list: readonly Step[]) => hourly("job:http_requests:rate5m", of, list);

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
      every,
      series: {
        ...recorded(shop, [
          ["168h", 10],
          ["180h", 4],
        ]),
        ...recorded(cart, [
          ["168h", 10],
          ["180h", 5.1],
        ]),
      },
      at: "170h",
      labels: [shop],
      text: {
        summary: "shop: only 40% of the requests of the same hour last week",
        description:
          "shop has had less than 50 % of the requests that it had in the same hour a week ago, which were at least 0.5 requests/s. A client, a page or a partner that led users here may be broken.",
      },
    }),
    fires("just under the line, and just enough last week", {
      every,
      series: recorded(shop, [
        ["168h", 0.51],
        ["180h", 0.25],
      ]),
      at: "170h",
      labels: [shop],
    }),
    quiet("just over the line", {
      every,
      series: recorded(shop, [
        ["168h", 10],
        ["180h", 5.1],
      ]),
      at: "175h",
    }),
    quiet("too few last week to compare", {
      every,
      series: recorded(shop, [
        ["168h", 0.49],
        ["180h", 0.1],
      ]),
      at: "175h",
    }),
    quiet("there was no last week", { every, series: recorded(shop, [["100h", 10]]), at: "100h" }),
    quiet("`for` is not over", {
      every,
      series: recorded(shop, [
        ["168h", 10],
        ["180h", 1],
      ]),
      at: "10165m",
    }),
    resolves("users come back", {
      every,
      series: recorded(shop, [
        ["168h", 10],
        ["171h", 1],
        ["180h", 10],
      ]),
      labels: [shop],
      firingAt: "171h",
      goneAt: "173h",
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
      every,
      series: {
        ...recorded(shop, [
          ["168h", 10],
          ["180h", 40],
        ]),
        ...recorded(cart, [
          ["168h", 10],
          ["180h", 29.5],
        ]),
      },
      at: "170h",
      labels: [shop],
      text: {
        summary: "shop: 400% of the requests of the same hour last week",
        description:
          "shop has had more than 300 % of the requests of the same hour a week ago, and at least 5 requests/s. More users than ever, a client in a loop, or an attack; see whether the service keeps up.",
      },
    }),
    fires("just over both lines", {
      every,
      series: recorded(shop, [
        ["168h", 1.67],
        ["180h", 5.1],
      ]),
      at: "170h",
      labels: [shop],
    }),
    quiet("just under the line", {
      every,
      series: recorded(shop, [
        ["168h", 10],
        ["180h", 29.5],
      ]),
      at: "175h",
    }),
    quiet("few requests, although many times as many", {
      every,
      series: recorded(shop, [
        ["168h", 0.1],
        ["180h", 4.9],
      ]),
      at: "175h",
    }),
    quiet("`for` is not over", {
      every,
      series: recorded(shop, [
        ["168h", 10],
        ["180h", 90],
      ]),
      at: "10150m",
    }),
    resolves("the campaign is over", {
      every,
      series: recorded(shop, [
        ["168h", 10],
        ["171h", 90],
        ["180h", 10],
      ]),
      labels: [shop],
      firingAt: "171h",
      goneAt: "173h",
    }),
  ],
});

export const ServiceTrafficUnusual = deviation({
  ...told,
  name: "ServiceTrafficUnusual",
  of: requestsRecorded,
  signal: requestsUnusual,
  level: { value: 1, unit: "reqps", meaning: "fewest requests per second that are usual at this hour" },
  summary: "{{ $labels.job }}: requests differ by {value} from what is usual at this hour",
  description:
    "For {for} the requests to {{ $labels.job }} have differed by more than {threshold} from the median of the same hour in the last three weeks. Something is not as usual; whether that is bad, only somebody can tell who knows the service.",
  cases: [
    fires("more than half as much again as the median of three weeks, one of which was odd", {
      every,
      series: {
        ...recorded(shop, [
          ["168h", 10],
          ["336h", 100],
          ["504h", 12],
          ["520h", 20],
        ]),
        ...recorded(cart, [
          ["504h", 10],
          ["520h", 14.9],
        ]),
      },
      at: "506h",
      labels: [shop],
      text: {
        summary: "shop: requests differ by 66.67% from what is usual at this hour",
        description:
          "For 30 minutes the requests to shop have differed by more than 50 % from the median of the same hour in the last three weeks. Something is not as usual; whether that is bad, only somebody can tell who knows the service.",
      },
    }),
    fires("just less than half, and just enough usually; two weeks are enough", {
      every,
      series: recorded(shop, [
        ["168h", "missing"],
        ["504h", 1.02],
        ["520h", 0.5],
      ]),
      at: "506h",
      labels: [shop],
    }),
    quiet("just within what is usual", {
      every,
      series: recorded(shop, [
        ["504h", 10],
        ["520h", 14.9],
      ]),
      at: "510h",
    }),
    quiet("too little usually", {
      every,
      series: recorded(shop, [
        ["504h", 0.98],
        ["520h", 9],
      ]),
      at: "510h",
    }),
    quiet("a service that is a week old", {
      every,
      series: recorded(shop, [
        ["168h", 10],
        ["180h", 100],
      ]),
      at: "172h",
    }),
    quiet("`for` is not over", {
      every,
      series: recorded(shop, [
        ["504h", 10],
        ["520h", 100],
      ]),
      at: "30325m",
    }),
    resolves("it is as usual again", {
      every,
      series: recorded(shop, [
        ["504h", 10],
        ["507h", 100],
        ["520h", 10],
      ]),
      labels: [shop],
      firingAt: "507h",
      goneAt: "509h",
    }),
  ],
});
