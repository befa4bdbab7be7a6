import {
  thanosPrometheusUp,
  thanosQueriesAtOnce,
  thanosQueryErrors,
  thanosQueryTime,
  thanosStores,
  thanosSyncFailures,
  thanosUploadAge,
  thanosUploadsFailed,
} from "../signals/thanos";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import {
  constant,
  counting,
  countingAt,
  courseCases,
  gauge,
  observed,
  scaled,
  slowShare,
  together,
} from "./cases/course";
import { twoPrometheus } from "./cases/prometheus";
import { toldOf } from "./stack-told";

const told = toldOf("thanos");
const sidecar = { more: { job: "thanos-sidecar" } };
const query = { more: { job: "thanos-query" } };
const queriers = [{ instance: "thanos-query-0" }, { instance: "thanos-query-1" }] as const;
const [first] = twoPrometheus;

export const ThanosUploadsFailing = alert("ThanosUploadsFailing", {
  ...told,
  needs: ["object-storage"],
  event: (s) => promql`${thanosUploadsFailed.value(s)} > 0`,
  by: thanosUploadsFailed.by,
  range: "30m",
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: blocks cannot be uploaded",
  description:
    "In the last 30 minutes the sidecar of {{ $labels.instance }} failed to send blocks to the bucket. They stay on the volume and are sent later; if the volume is lost before, so are they.",
  cases: courseCases({
    every: "1m",
    series: counting("thanos_shipper_upload_failures_total", sidecar),
    subjects: twoPrometheus,
    over: 1 / 120,
    under: 0,
    window: "30m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus-0: blocks cannot be uploaded",
      description:
        "In the last 30 minutes the sidecar of prometheus-0 failed to send blocks to the bucket. They stay on the volume and are sent later; if the volume is lost before, so are they.",
    },
  }),
});

/** A sidecar that has last uploaded at a time, in seconds; 0 for never. It was started at 0. */
const uploaded = together(
  gauge("thanos_objstore_bucket_last_successful_upload_time", {
    more: { job: "thanos-sidecar", bucket: "metrics" },
  }),
  constant("process_start_time_seconds", 0, sidecar),
);

export const ThanosUploadsStopped = alert("ThanosUploadsStopped", {
  ...told,
  needs: ["object-storage"],
  signal: thanosUploadAge,
  above: 3 * 3600,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: no block was uploaded for {value}",
  description:
    "Every two hours Prometheus has a new block, but the sidecar of {{ $labels.instance }} has uploaded none for more than {threshold}. What is not in the bucket exists on one volume only.",
  cases: [
    fires("the last one was ten minutes after the start", {
      every: "1m",
      series: {
        ...uploaded(first, [["8h", 600]], "1m"),
        ...uploaded(twoPrometheus[1], [["8h", 7200]], "1m"),
      },
      at: "202m",
      labels: [first],
      text: {
        summary: "prometheus-0: no block was uploaded for 3h 12m 0s",
        description:
          "Every two hours Prometheus has a new block, but the sidecar of prometheus-0 has uploaded none for more than 3 h. What is not in the bucket exists on one volume only.",
      },
    }),
    fires("none since the start", {
      every: "1m",
      series: { ...uploaded(first, [["8h", 0]], "1m"), ...uploaded(twoPrometheus[1], [["8h", 0]], "1m") },
      at: "195m",
      labels: [...twoPrometheus],
    }),
    quiet("it has not lasted 10 minutes", {
      every: "1m",
      series: uploaded(first, [["8h", 600]], "1m"),
      at: "199m",
    }),
    quiet("started two hours ago, and none yet", {
      every: "1m",
      series: uploaded(first, [["8h", 0]], "1m"),
      at: "2h",
    }),
    resolves("a block is uploaded", {
      every: "1m",
      series: uploaded(
        first,
        [
          ["4h", 600],
          ["8h", 14_400],
        ],
        "1m",
      ),
      labels: [first],
      firingAt: "4h",
      goneAt: "248m",
    }),
  ],
});

export const ThanosSidecarWithoutPrometheus = alert("ThanosSidecarWithoutPrometheus", {
  ...told,
  event: (s) => promql`${thanosPrometheusUp.value(s)} == 0`,
  by: thanosPrometheusUp.by,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the sidecar does not reach its Prometheus",
  description:
    "For {for} the sidecar of {{ $labels.instance }} has had no answer from the Prometheus beside it. The querier gets nothing from this replica, and its blocks are not uploaded.",
  cases: courseCases({
    series: gauge("thanos_sidecar_prometheus_up", sidecar),
    subjects: twoPrometheus,
    over: 0,
    under: 1,
    for: "5m",
    keepFiringFor: "5m",
    text: {
      summary: "prometheus-0: the sidecar does not reach its Prometheus",
      description:
        "For 5 minutes the sidecar of prometheus-0 has had no answer from the Prometheus beside it. The querier gets nothing from this replica, and its blocks are not uploaded.",
    },
  }),
});

export const ThanosStoreSyncFailing = alert("ThanosStoreSyncFailing", {
  ...told,
  needs: ["object-storage"],
  event: (s) => promql`${thanosSyncFailures.value(s)} > 0`,
  by: thanosSyncFailures.by,
  range: "15m",
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the store gateway cannot read blocks",
  description:
    "In the last 15 minutes the store gateway {{ $labels.instance }} failed to read the list of blocks, or blocks themselves. Answers over older times lack what they hold, with a warning that is easy to miss.",
  cases: courseCases({
    series: together(
      counting("thanos_blocks_meta_sync_failures_total", { more: { job: "thanos-store" } }),
      countingAt("thanos_bucket_store_block_load_failures_total", 0, { more: { job: "thanos-store" } }),
    ),
    subjects: [{ instance: "thanos-store-0" }, { instance: "thanos-store-1" }],
    over: 1 / 60,
    under: 0,
    window: "15m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "thanos-store-0: the store gateway cannot read blocks",
      description:
        "In the last 15 minutes the store gateway thanos-store-0 failed to read the list of blocks, or blocks themselves. Answers over older times lack what they hold, with a warning that is easy to miss.",
    },
  }),
});

const requests = (code: string, handler = "query_range") => ({
  more: { job: "thanos-query", code, handler, method: "post", tenant: "default-tenant" },
});

export const ThanosQueriesFailing = alert("ThanosQueriesFailing", {
  ...told,
  signal: thanosQueryErrors,
  above: 0.05,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the queries fail",
  description:
    "More than {threshold} of the queries to {{ $labels.instance }} have failed for {for}. Panels are empty or show errors; alerts do not depend on the querier.",
  cases: courseCases({
    series: together(
      scaled(counting("http_requests_total", requests("500")), (share) => 10 * share),
      scaled(counting("http_requests_total", requests("200")), (share) => 10 * (1 - share)),
      countingAt("http_requests_total", 200, requests("200", "labels")),
      countingAt("http_requests_total", 200, requests("503", "labels")),
    ),
    subjects: queriers,
    over: 0.051,
    under: 0.049,
    far: 1,
    window: "5m",
    for: "5m",
    keepFiringFor: "10m",
    text: {
      summary: "thanos-query-0: 5.1% of the queries fail",
      description:
        "More than 5 % of the queries to thanos-query-0 have failed for 5 minutes. Panels are empty or show errors; alerts do not depend on the querier.",
    },
  }),
});

export const ThanosQueriesSlow = alert("ThanosQueriesSlow", {
  ...told,
  signal: thanosQueryTime,
  range: "15m",
  above: 20,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a query takes {value}",
  description:
    "One in a hundred queries has taken {{ $labels.instance }} more than {threshold} for {for}. Dashboards over long times load slowly or run into their time limit.",
  cases: courseCases({
    series: (subject, course, every) => ({
      ...observed("http_request_duration_seconds", ["10", "40"], requests("200"))(subject, course, every),
      ...observed("http_request_duration_seconds", ["100", "400"], requests("200", "labels"))(
        subject,
        course.map(([until]) => [until, 0.9] as const),
        every,
      ),
    }),
    subjects: queriers,
    ...slowShare,
    window: "15m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "thanos-query-0: a query takes 20.26s",
      description:
        "One in a hundred queries has taken thanos-query-0 more than 20 s for 15 minutes. Dashboards over long times load slowly or run into their time limit.",
    },
  }),
});

const stores = { more: { job: "thanos-query", store_type: "sidecar", external_labels: "{}" } };

export const ThanosStoresMissing = alert("ThanosStoresMissing", {
  ...told,
  kind: "trend",
  event: (s) => promql`${thanosStores.value(s)} < max_over_time(${thanosStores.value(s)}[6h:1m])`,
  by: thanosStores.by,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} asks {value} servers only",
  description:
    "For {for} the querier {{ $labels.instance }} has been connected with fewer sidecars and store gateways than in the last 6 hours. What the missing ones hold is left out of its answers.",
  cases: courseCases({
    every: "1m",
    series: gauge("thanos_store_nodes_grpc_connections", stores),
    usual: { value: 4, for: "30m" },
    subjects: queriers,
    over: 3,
    under: 4,
    for: "10m",
    keepFiringFor: "5m",
    text: {
      summary: "thanos-query-0 asks 3 servers only",
      description:
        "For 10 minutes the querier thanos-query-0 has been connected with fewer sidecars and store gateways than in the last 6 hours. What the missing ones hold is left out of its answers.",
    },
  }),
});

export const ThanosQueriesQueued = alert("ThanosQueriesQueued", {
  ...told,
  signal: thanosQueriesAtOnce,
  above: 0.8,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the queries that may run at once",
  description:
    "For {for} the querier {{ $labels.instance }} has worked on more than {threshold} of the queries that it may work on at once. Further ones wait, and dashboards hang.",
  cases: courseCases({
    series: together(
      gauge("thanos_query_concurrent_gate_queries_in_flight", query),
      constant("thanos_query_concurrent_gate_queries_max", 20, query),
    ),
    subjects: queriers,
    over: 16.3,
    under: 15.7,
    far: 20,
    window: "5m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "thanos-query-0: 81.5% of the queries that may run at once",
      description:
        "For 10 minutes the querier thanos-query-0 has worked on more than 80 % of the queries that it may work on at once. Further ones wait, and dashboards hang.",
    },
  }),
});
