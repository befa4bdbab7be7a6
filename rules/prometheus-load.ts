import { evaluationTime, queriesAtOnce, replicasApart, samplesApart } from "../signals/prometheus-scraping";
import { alert } from "./alert";
import { quiet } from "./cases/case";
import { constant, counting, countingAt, courseCases, gauge, together } from "./cases/course";
import { twoPrometheus } from "./cases/prometheus";
import { toldOf } from "./stack-told";

const told = toldOf("prometheus");
const job = { more: { job: "prometheus" } };

export const PrometheusQueriesQueued = alert("PrometheusQueriesQueued", {
  ...told,
  signal: queriesAtOnce,
  above: 0.8,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the queries that may run at once",
  description:
    "For {for} {{ $labels.instance }} has evaluated more than {threshold} of the queries that it may evaluate at once. Further ones wait, rules among them, so that alerts come late.",
  cases: courseCases({
    series: together(
      gauge("prometheus_engine_queries", job),
      constant("prometheus_engine_queries_concurrent_max", 20, job),
    ),
    subjects: twoPrometheus,
    over: 16.3,
    under: 15.7,
    far: 20,
    window: "5m",
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "prometheus-0: 81.5% of the queries that may run at once",
      description:
        "For 15 minutes prometheus-0 has evaluated more than 80 % of the queries that it may evaluate at once. Further ones wait, rules among them, so that alerts come late.",
    },
  }),
});

export const PrometheusQueriesSlow = alert("PrometheusQueriesSlow", {
  ...told,
  signal: evaluationTime,
  above: 5,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: one query in ten takes more than {value}",
  description:
    "One query in ten, rules included, has taken more than {threshold} for {for}. Dashboards feel slow, and rules that take so long are evaluated late.",
  cases: courseCases({
    series: (subject, course, every) => ({
      ...gauge("prometheus_engine_query_duration_seconds", {
        more: { job: "prometheus", quantile: "0.9", slice: "inner_eval" },
      })(subject, course, every),
      ...constant("prometheus_engine_query_duration_seconds", 60, {
        more: { job: "prometheus", quantile: "0.99", slice: "inner_eval" },
      })(subject, course, every),
      ...constant("prometheus_engine_query_duration_seconds", 60, {
        more: { job: "prometheus", quantile: "0.9", slice: "queue_time" },
      })(subject, course, every),
    }),
    subjects: twoPrometheus,
    over: 5.1,
    under: 4.9,
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus-0: one query in ten takes more than 5.1s",
      description:
        "One query in ten, rules included, has taken more than 5 s for 15 minutes. Dashboards feel slow, and rules that take so long are evaluated late.",
    },
  }),
});

const servers = [{ server: "prometheus" }, { server: "prometheus-shard-1" }] as const;

export const PrometheusReplicasScrapeDifferently = alert("PrometheusReplicasScrapeDifferently", {
  ...told,
  dashboard: { uid: "prometheus", variables: [] },
  needs: ["replicas"],
  selectable: [],
  signal: replicasApart,
  above: 0.05,
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.server }}: one replica has {value} fewer targets than another",
  description:
    "The replicas of {{ $labels.server }} have had different targets for {for}, by more than {threshold}. They should have the same: one of them works with an old configuration or does not find what the other finds.",
  cases: [
    ...courseCases({
      series: ({ server = "" }, course, every) => ({
        ...gauge("prometheus_target_scrape_pool_targets", {
          more: { job: "prometheus", scrape_job: "pods" },
        })({ instance: `${server}-0` }, course, every),
        ...constant("prometheus_target_scrape_pool_targets", 1000, {
          more: { job: "prometheus", scrape_job: "pods" },
        })({ instance: `${server}-1` }, course, every),
      }),
      subjects: servers,
      over: 949,
      under: 951,
      for: "30m",
      keepFiringFor: "15m",
      text: {
        summary: "prometheus: one replica has 5.1% fewer targets than another",
        description:
          "The replicas of prometheus have had different targets for 30 minutes, by more than 5 %. They should have the same: one of them works with an old configuration or does not find what the other finds.",
      },
    }),
    quiet("shards have different targets, as they should", {
      series: {
        ...constant("prometheus_target_scrape_pool_targets", 1000, {
          more: { job: "prometheus", scrape_job: "pods" },
        })({ instance: "prometheus-0" }, [["2h", 0]]),
        ...constant("prometheus_target_scrape_pool_targets", 400, {
          more: { job: "prometheus", scrape_job: "pods" },
        })({ instance: "prometheus-shard-1-0" }, [["2h", 0]]),
      },
      at: "1h",
    }),
  ],
});

export const PrometheusReplicasStoreDifferently = alert("PrometheusReplicasStoreDifferently", {
  ...told,
  dashboard: { uid: "prometheus", variables: [] },
  needs: ["replicas"],
  selectable: [],
  signal: samplesApart,
  above: 0.1,
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.server }}: one replica stores {value} fewer samples than another",
  description:
    "The replicas of {{ $labels.server }} scrape the same targets, yet one has stored more than {threshold} fewer samples for {for}. It misses what the other has, and is no full stand-in.",
  cases: courseCases({
    series: ({ server = "" }, course, every) => ({
      ...counting("prometheus_tsdb_head_samples_appended_total", {
        more: { job: "prometheus", type: "float" },
      })({ instance: `${server}-0` }, course, every),
      ...countingAt("prometheus_tsdb_head_samples_appended_total", 1000, {
        more: { job: "prometheus", type: "float" },
      })({ instance: `${server}-1` }, course, every),
    }),
    subjects: servers,
    over: 898,
    under: 902,
    far: 100,
    window: "5m",
    for: "30m",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus: one replica stores 10.2% fewer samples than another",
      description:
        "The replicas of prometheus scrape the same targets, yet one has stored more than 10 % fewer samples for 30 minutes. It misses what the other has, and is no full stand-in.",
    },
  }),
});
