import { prometheusDisk, prometheusSeries } from "../signals/prometheus";
import { promql } from "../signals/promql";
import { samplesPerTarget, seriesChurn } from "../signals/prometheus-scraping";
import { cutBySize, diskInWeek, seriesIn24Hours } from "../signals/prometheus-storage";
import { alert } from "./alert";
import { fires, quiet } from "./cases/case";
import { constant, counting, courseCases, gauge, growing, together } from "./cases/course";
import { twoPrometheus } from "./cases/prometheus";
import { toldOf } from "./stack-told";

const told = toldOf("prometheus");
const job = { more: { job: "prometheus" } };
const [first] = twoPrometheus;

/** Series in memory that grow for so long by so many a second; started long ago unless it is said otherwise. */
const series = (from: number, started = -86_400) =>
  together(
    growing("prometheus_tsdb_head_series", from, job),
    constant("process_start_time_seconds", started, job),
  );

export const PrometheusSeriesGrowing = alert("PrometheusSeriesGrowing", {
  ...told,
  kind: "trend",
  signal: seriesIn24Hours,
  above: 1.5,
  // After a start the number rises by itself until every target was scraped and everything was looked at once.
  and: (s, n) =>
    promql`${prometheusSeries.value(s)} > ${n("floor")} and time() - max by (instance) (process_start_time_seconds{${s.select("prometheus")}}) > ${n("settled")}`,
  parameters: {
    floor: { value: 200_000, unit: "short", meaning: "series from which growth counts" },
    settled: { value: 7 * 3600, unit: "s", meaning: "time after a start in which growth does not count" },
  },
  for: "1h",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of today's series in memory by tomorrow",
  description:
    "At the pace of the last 6 hours {{ $labels.instance }} holds more than {threshold} of today's series in 24 hours, and it has more than {floor} already. Memory follows the number of series; when it is over, Prometheus is ended and reads its log again for minutes.",
  cases: [
    ...courseCases({
      every: "5m",
      // From 1,000,000 on by a slope: after six hours it is 1 + 21600 * slope millions.
      series: series(1_000_000),
      subjects: twoPrometheus,
      over: 6.9,
      under: 6.3,
      far: 40,
      window: "6h",
      for: "1h",
      keepFiringFor: "30m",
      text: {
        summary: "prometheus-0: 150.7% of today's series in memory by tomorrow",
        description:
          "At the pace of the last 6 hours prometheus-0 holds more than 150 % of today's series in 24 hours, and it has more than 200000 already. Memory follows the number of series; when it is over, Prometheus is ended and reads its log again for minutes.",
      },
    }),
    fires("just enough of them", {
      every: "5m",
      series: series(165_000)(first, [["9h", 1.25]], "5m"),
      at: "9h",
      labels: [first],
    }),
    quiet("too few of them", {
      every: "5m",
      series: series(157_500)(first, [["9h", 1.25]], "5m"),
      at: "9h",
    }),
    fires("started just long enough ago", {
      every: "5m",
      series: series(1_000_000, 6600)(first, [["10h", 20]], "5m"),
      at: "10h",
      labels: [first],
    }),
    quiet("started hours ago", {
      every: "5m",
      series: series(1_000_000, 7500)(first, [["10h", 20]], "5m"),
      at: "10h",
    }),
  ],
});

/** Blocks of a size, in bytes, that grow from there, with a limit or none. */
const blocks = (from: number, limit = 0) =>
  together(
    growing("prometheus_tsdb_storage_blocks_bytes", from, job),
    constant("prometheus_tsdb_retention_limit_bytes", limit, job),
  );

export const PrometheusDiskGrowing = alert("PrometheusDiskGrowing", {
  ...told,
  kind: "trend",
  signal: diskInWeek,
  above: 1.4,
  and: (s, n) => promql`${prometheusDisk.value(s)} > ${n("floor")}`,
  // With a limit of size, what is oldest makes room.
  unless: (s) =>
    promql`max by (instance) (prometheus_tsdb_retention_limit_bytes{${s.select("prometheus")}}) > 0`,
  parameters: { floor: { value: 20 * 1024 ** 3, unit: "bytes", meaning: "size from which growth counts" } },
  for: "2h",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.instance }}: metrics on disk grow to {value} within a week",
  description:
    "The blocks of {{ $labels.instance }} are larger than {floor}, and at the pace of the last 12 hours they reach more than {threshold} of that in a week. No limit of size is set, so nothing keeps them from filling the disk.",
  cases: [
    ...courseCases({
      every: "5m",
      series: blocks(60 * 1024 ** 3),
      subjects: twoPrometheus,
      over: 44_200,
      under: 43_000,
      far: 400_000,
      window: "12h",
      for: "2h",
      keepFiringFor: "1h",
      text: {
        summary: "prometheus-0: metrics on disk grow to 140.1% within a week",
        description:
          "The blocks of prometheus-0 are larger than 20 GiB, and at the pace of the last 12 hours they reach more than 140 % of that in a week. No limit of size is set, so nothing keeps them from filling the disk.",
      },
    }),
    quiet("a limit of size is set", {
      every: "5m",
      series: blocks(60 * 1024 ** 3, 64 * 1024 ** 3)(first, [["17h", 100_000]], "5m"),
      at: "16h",
    }),
    fires("just large enough", {
      every: "5m",
      series: blocks(19.4 * 1024 ** 3)(first, [["15h", 20_000]], "5m"),
      at: "15h",
      labels: [first],
    }),
    quiet("too small", {
      every: "5m",
      series: blocks(18.9 * 1024 ** 3)(first, [["15h", 20_000]], "5m"),
      at: "15h",
    }),
  ],
});

export const PrometheusKeepsLessThanAsked = alert("PrometheusKeepsLessThanAsked", {
  ...told,
  event: (s) => promql`${cutBySize.value(s)} > 0`,
  by: cutBySize.by,
  range: "1d",
  for: "0s",
  keepFiringFor: "0s",
  severity: "info",
  summary: "{{ $labels.instance }}: blocks were deleted before their time",
  description:
    "In the last day {{ $labels.instance }} deleted blocks because they reached the limit of size, not that of age. Metrics are kept for a shorter time than the retention says.",
  cases: courseCases({
    every: "5m",
    series: counting("prometheus_tsdb_size_retentions_total", job),
    subjects: twoPrometheus,
    over: 1 / 7200,
    under: 0,
    window: "1d",
    for: "0s",
    keepFiringFor: "0s",
    text: {
      summary: "prometheus-0: blocks were deleted before their time",
      description:
        "In the last day prometheus-0 deleted blocks because they reached the limit of size, not that of age. Metrics are kept for a shorter time than the retention says.",
    },
  }),
});

const web = { job: "node", instance: "web-1" };
const shop = { job: "demo", instance: "shop" };

/** Half as large yesterday as it is today. */
const grown = (samples: number) =>
  gauge("scrape_samples_post_metric_relabeling")(
    shop,
    [
      ["25h", samples / 2],
      ["28h", samples],
    ],
    "5m",
  );

export const PrometheusTargetGrown = alert("PrometheusTargetGrown", {
  ...told,
  dashboard: { uid: "prometheus", variables: ["instance"] },
  kind: "trend",
  signal: samplesPerTarget,
  above: 1.5,
  and: (s, n) =>
    promql`max by (job, instance) (avg_over_time(scrape_samples_post_metric_relabeling${s.any}[1h])) > ${n("floor")}`,
  parameters: {
    floor: { value: 5000, unit: "short", meaning: "samples of a scrape from which growth counts" },
  },
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.job }} gives {value} of yesterday's samples",
  description:
    "The scrapes of {{ $labels.job }} on {{ $labels.instance }} have more than {floor} samples, and more than {threshold} of those of a day ago. If that goes on, Prometheus runs out of memory; a label with endless values is the usual cause.",
  cases: [
    ...courseCases({
      every: "5m",
      series: gauge("scrape_samples_post_metric_relabeling"),
      usual: { value: 4000, for: "25h" },
      subjects: [shop, web],
      over: 6120,
      under: 5880,
      far: 40_000,
      window: "1h",
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "shop: demo gives 153% of yesterday's samples",
        description:
          "The scrapes of demo on shop have more than 5000 samples, and more than 150 % of those of a day ago. If that goes on, Prometheus runs out of memory; a label with endless values is the usual cause.",
      },
    }),
    fires("just large enough", { every: "5m", series: grown(5100), at: "27h", labels: [shop] }),
    quiet("still small", { every: "5m", series: grown(4900), at: "27h" }),
  ],
});

/** New series of each scrape of a job that has so many in all. A minute apart, as the cases are. */
const churning = (samples: number) =>
  together(
    gauge("scrape_series_added", { more: { instance: "shop" } }),
    constant("scrape_samples_post_metric_relabeling", samples, { more: { instance: "shop" } }),
  );

export const PrometheusSeriesChurn = alert("PrometheusSeriesChurn", {
  ...told,
  dashboard: { uid: "prometheus", variables: [] },
  kind: "trend",
  signal: seriesChurn,
  above: 1,
  and: (s, n) => promql`sum by (job) (sum_over_time(scrape_series_added${s.any}[1h])) > ${n("floor")}`,
  parameters: {
    floor: { value: 20_000, unit: "short", meaning: "new series of a job in an hour from which it counts" },
  },
  for: "30m",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} of its series are new each hour",
  description:
    "The targets of {{ $labels.job }} bring more than {floor} new series an hour, more than {threshold} of all that they have. Old ones stay in memory for hours, so Prometheus needs a multiple of what it should.",
  cases: [
    ...courseCases({
      every: "1m",
      series: churning(60_000),
      subjects: [{ job: "demo" }, { job: "node" }],
      over: 1020,
      under: 980,
      far: 60_000,
      window: "1h",
      for: "30m",
      keepFiringFor: "30m",
      text: {
        summary: "demo: 102% of its series are new each hour",
        description:
          "The targets of demo bring more than 20000 new series an hour, more than 100 % of all that they have. Old ones stay in memory for hours, so Prometheus needs a multiple of what it should.",
      },
    }),
    fires("just enough of them", {
      every: "1m",
      series: churning(10_000)({ job: "demo" }, [["3h", 340]], "1m"),
      at: "2h",
      labels: [{ job: "demo" }],
    }),
    quiet("too few of them", {
      every: "1m",
      series: churning(10_000)({ job: "demo" }, [["3h", 326]], "1m"),
      at: "2h",
    }),
  ],
});
