/** Services that become worse so slowly that no limit is reached for weeks. */
import { promql } from "../signals/promql";
import {
  errorsDay,
  errorsDayLastWeek,
  latencyHour,
  latencyHourLastWeek,
  trafficHour,
} from "../signals/services-history";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { cart, hourly, shop } from "./cases/services";
import { type Step } from "./cases/series";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "services", variables: ["job"] },
  kind: "trend",
} as const;

const every = "1h";
const recorded = (of: Labels, requests: number, errors: readonly Step[]): Series => ({
  ...hourly("job:http_requests:rate5m", of, [["240h", requests]]),
  ...hourly("job:http_errors:rate5m", of, errors),
});

export const ServiceErrorsCreeping = alert("ServiceErrorsCreeping", {
  ...told,
  signal: errorsDay,
  above: 0.005,
  and: (s, n) =>
    promql`${errorsDay.value(s)} > ${n("growth")} * ${errorsDayLastWeek.value(s)} and ${trafficHour.value(s)} >= ${n("requests")}`,
  parameters: {
    growth: { value: 1.5, unit: "none", meaning: "times the errors of the day a week ago" },
    requests: { value: 0.1, unit: "reqps", meaning: "fewest requests per second that count" },
  },
  for: "1h",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} of the requests of a day failed, more than last week",
  description:
    "More than {threshold} of the requests to {{ $labels.job }} failed within a day, and more than {growth} times as many as a week ago. No hour need be bad: failures that grow from week to week reach every limit in the end.",
  cases: [
    fires("failures of one service grow", {
      every,
      series: {
        ...recorded(shop, 10, [
          ["168h", 0],
          ["240h", 0.1],
        ]),
        ...recorded(cart, 10, [
          ["168h", 0.1],
          ["240h", 0.147],
        ]),
      },
      at: "200h",
      labels: [shop],
      text: {
        summary: "shop: 1% of the requests of a day failed, more than last week",
        description:
          "More than 0.5 % of the requests to shop failed within a day, and more than 1.5 times as many as a week ago. No hour need be bad: failures that grow from week to week reach every limit in the end.",
      },
    }),
    fires("just over each line", {
      every,
      series: recorded(shop, 0.102, [
        ["168h", 0.00034],
        ["240h", 0.00052],
      ]),
      at: "200h",
      labels: [shop],
    }),
    quiet("just under the line, although there were none last week", {
      every,
      series: recorded(shop, 10, [
        ["168h", 0],
        ["240h", 0.049],
      ]),
      at: "230h",
    }),
    quiet("too few requests to judge", {
      every,
      series: recorded(shop, 0.098, [
        ["168h", 0],
        ["240h", 0.05],
      ]),
      at: "230h",
    }),
    quiet("there was no last week", { every, series: recorded(shop, 10, [["160h", 1]]), at: "160h" }),
    quiet("`for` is not over", {
      every,
      series: recorded(shop, 10, [
        ["168h", 0],
        ["240h", 10],
      ]),
      at: "10135m",
    }),
    resolves("it is mended", {
      every,
      series: recorded(shop, 10, [
        ["168h", 0],
        ["180h", 1],
        ["240h", 0],
      ]),
      labels: [shop],
      firingAt: "180h",
      goneAt: "206h",
    }),
  ],
});

const latency = (of: Labels, list: readonly Step[], requests = 10): Series => ({
  ...hourly("job:http_requests:rate5m", of, [["240h", requests]]),
  ...hourly("job:http_request_duration:p95_rate5m", of, list),
});

export const ServiceSlowerThanLastWeek = alert("ServiceSlowerThanLastWeek", {
  ...told,
  signal: latencyHour,
  above: 0.1,
  and: (s, n) =>
    promql`${latencyHour.value(s)} > ${n("growth")} * ${latencyHourLastWeek.value(s)} and ${trafficHour.value(s)} >= ${n("requests")}`,
  parameters: {
    growth: { value: 2, unit: "none", meaning: "times the time of the same hour a week ago" },
    requests: { value: 0.1, unit: "reqps", meaning: "fewest requests per second that count" },
  },
  optIn: true,
  for: "30m",
  keepFiringFor: "30m",
  severity: "info",
  summary: "{{ $labels.job }}: one request in twenty takes longer than {value}, more than twice last week's",
  description:
    "The slower requests to {{ $labels.job }} take more than {growth} times as long as in the same hour a week ago, and more than {threshold}. Look for what was released or what has grown since.",
  cases: [
    fires("one service has become slow", {
      every,
      series: {
        ...latency(shop, [
          ["168h", 0.2],
          ["240h", 0.5],
        ]),
        ...latency(cart, [
          ["168h", 0.2],
          ["240h", 0.39],
        ]),
      },
      at: "170h",
      labels: [shop],
      text: {
        summary: "shop: one request in twenty takes longer than 500ms, more than twice last week's",
        description:
          "The slower requests to shop take more than 2 times as long as in the same hour a week ago, and more than 100 ms. Look for what was released or what has grown since.",
      },
    }),
    fires("just over each line", {
      every,
      series: latency(
        shop,
        [
          ["168h", 0.0505],
          ["240h", 0.102],
        ],
        0.102,
      ),
      at: "170h",
      labels: [shop],
    }),
    quiet("just under the line, although many times slower", {
      every,
      series: latency(shop, [
        ["168h", 0.01],
        ["240h", 0.098],
      ]),
      at: "175h",
    }),
    quiet("just less than twice as slow", {
      every,
      series: latency(shop, [
        ["168h", 0.2],
        ["240h", 0.39],
      ]),
      at: "175h",
    }),
    quiet("too few requests to judge", {
      every,
      series: latency(
        shop,
        [
          ["168h", 0.2],
          ["240h", 0.9],
        ],
        0.098,
      ),
      at: "175h",
    }),
    quiet("`for` is not over", {
      every,
      series: latency(shop, [
        ["168h", 0.2],
        ["240h", 0.9],
      ]),
      at: "10165m",
    }),
    resolves("it is as fast as before", {
      every,
      series: latency(shop, [
        ["168h", 0.2],
        ["171h", 0.9],
        ["240h", 0.2],
      ]),
      labels: [shop],
      firingAt: "171h",
      goneAt: "173h",
    }),
  ],
});
