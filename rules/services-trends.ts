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
import { cart, gauge, past, shop } from "./cases/services";
import { type Step } from "./cases/series";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "service", variables: ["job"] },
  kind: "trend",
} as const;

const errors = (
  of: Labels,
  is: number | readonly Step[],
  was: number | "missing",
  requests = 10,
): Series => ({
  ...gauge("job:http_requests:rate1h", of, requests),
  ...past({
    now: "job:http_errors:ratio_rate1d",
    then: "job:http_errors_last_week:ratio_rate1d",
    of,
    is,
    was,
  }),
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
      series: { ...errors(shop, 0.01, 0), ...errors(cart, 0.0147, 0.01) },
      at: "1h",
      labels: [shop],
      text: {
        summary: "shop: 1% of the requests of a day failed, more than last week",
        description:
          "More than 0.5 % of the requests to shop failed within a day, and more than 1.5 times as many as a week ago. No hour need be bad: failures that grow from week to week reach every limit in the end.",
      },
    }),
    fires("just over each line", {
      series: errors(shop, 0.0051, 0.0034, 0.102),
      at: "1h",
      labels: [shop],
    }),
    quiet("just under the line, although there were none last week", {
      series: errors(shop, 0.0049, 0),
      at: "62m",
    }),
    quiet("just within what it was last week", { series: errors(shop, 0.0147, 0.01), at: "62m" }),
    quiet("too few requests to judge", { series: errors(shop, 0.5, 0, 0.098), at: "62m" }),
    quiet("there was no last week", { series: errors(shop, 0.5, "missing"), at: "62m" }),
    quiet("`for` is not over", { series: errors(shop, 0.5, 0), at: "3585s" }),
    resolves("it is mended", {
      series: errors(
        shop,
        [
          ["70m", 0.5],
          ["4h", 0],
        ],
        0,
      ),
      labels: [shop],
      firingAt: "70m",
      goneAt: "131m",
    }),
  ],
});

const latency = (
  of: Labels,
  is: number | readonly Step[],
  was: number | "missing",
  requests = 10,
): Series => ({
  ...gauge("job:http_requests:rate1h", of, requests),
  ...past({
    now: "job:http_request_duration:p95_rate1h",
    then: "job:http_request_duration_last_week:p95_rate1h",
    of,
    is,
    was,
  }),
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
  summary: "{{ $labels.job }}: one request in twenty takes longer than {value}, far more than last week",
  description:
    "The slower requests to {{ $labels.job }} take more than {growth} times as long as in the same hour a week ago, and more than {threshold}. Look for what was released or what has grown since.",
  cases: [
    fires("one service has become slow", {
      series: { ...latency(shop, 0.5, 0.2), ...latency(cart, 0.39, 0.2) },
      at: "30m",
      labels: [shop],
      text: {
        summary: "shop: one request in twenty takes longer than 500ms, far more than last week",
        description:
          "The slower requests to shop take more than 2 times as long as in the same hour a week ago, and more than 100 ms. Look for what was released or what has grown since.",
      },
    }),
    fires("just over each line", {
      series: latency(shop, 0.102, 0.0505, 0.102),
      at: "30m",
      labels: [shop],
    }),
    quiet("just under the line, although many times slower", {
      series: latency(shop, 0.098, 0.01),
      at: "1h",
    }),
    quiet("just less than twice as slow", { series: latency(shop, 0.39, 0.2), at: "32m" }),
    quiet("too few requests to judge", { series: latency(shop, 0.9, 0.2, 0.098), at: "32m" }),
    quiet("`for` is not over", { series: latency(shop, 0.9, 0.2), at: "1785s" }),
    resolves("it is as fast as before", {
      series: latency(
        shop,
        [
          ["40m", 0.9],
          ["4h", 0.2],
        ],
        0.2,
      ),
      labels: [shop],
      firingAt: "40m",
      goneAt: "71m",
    }),
  ],
});
