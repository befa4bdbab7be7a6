import {
  thanosBacklog,
  thanosBucketFailures,
  thanosCompactionsFailed,
  thanosHalted,
  thanosIterations,
} from "../signals/thanos";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { quiet } from "./cases/case";
import { counting, countingAt, courseCases, gauge, scaled, together } from "./cases/course";
import { toldOf } from "./stack-told";

const told = { ...toldOf("thanos"), needs: ["object-storage"] } as const;
const compact = { more: { job: "thanos-compact" } };
const compactors = [{ instance: "thanos-compact-0" }, { instance: "thanos-compact-1" }] as const;

export const ThanosCompactorHalted = alert("ThanosCompactorHalted", {
  ...told,
  event: (s) => promql`${thanosHalted.value(s)} == 1`,
  by: thanosHalted.by,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the compactor has halted",
  description:
    "{{ $labels.instance }} met blocks in the bucket that it cannot make sense of, and has done nothing for {for}. Nothing is joined, thinned out or deleted any more: the bucket grows, and old queries get slower.",
  cases: courseCases({
    series: gauge("thanos_compact_halted", compact),
    subjects: compactors,
    over: 1,
    under: 0,
    for: "5m",
    keepFiringFor: "5m",
    text: {
      summary: "thanos-compact-0: the compactor has halted",
      description:
        "thanos-compact-0 met blocks in the bucket that it cannot make sense of, and has done nothing for 5 minutes. Nothing is joined, thinned out or deleted any more: the bucket grows, and old queries get slower.",
    },
  }),
});

export const ThanosCompactionsFailing = alert("ThanosCompactionsFailing", {
  ...told,
  event: (s) => promql`${thanosCompactionsFailed.value(s)} > 0`,
  by: thanosCompactionsFailed.by,
  range: "1h",
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: compactions of the bucket fail",
  description:
    "In the last hour {{ $labels.instance }} failed to join or thin out blocks of the bucket. It tries again; if that goes on, the bucket grows and old queries get slower.",
  cases: courseCases({
    every: "1m",
    series: counting("thanos_compact_group_compactions_failures_total", {
      more: { job: "thanos-compact", resolution: "0" },
    }),
    subjects: compactors,
    over: 1 / 300,
    under: 0,
    window: "1h",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "thanos-compact-0: compactions of the bucket fail",
      description:
        "In the last hour thanos-compact-0 failed to join or thin out blocks of the bucket. It tries again; if that goes on, the bucket grows and old queries get slower.",
    },
  }),
});

export const ThanosCompactorStuck = alert("ThanosCompactorStuck", {
  ...told,
  event: (s) => promql`${thanosIterations.value(s)} == 0`,
  by: thanosIterations.by,
  range: "1h",
  for: "6h",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the compactor does not come to an end",
  description:
    "{{ $labels.instance }} has not gone once through the bucket for {for}. It may have too much to do for its memory and disk, or wait for the bucket; blocks pile up meanwhile.",
  cases: courseCases({
    every: "5m",
    series: counting("thanos_compact_iterations_total", compact),
    subjects: compactors,
    over: 0,
    under: 0.003,
    window: "1h",
    for: "6h",
    keepFiringFor: "15m",
    text: {
      summary: "thanos-compact-0: the compactor does not come to an end",
      description:
        "thanos-compact-0 has not gone once through the bucket for 6 hours. It may have too much to do for its memory and disk, or wait for the bucket; blocks pile up meanwhile.",
    },
  }),
});

export const ThanosBacklogLong = alert("ThanosBacklogLong", {
  ...told,
  signal: thanosBacklog,
  above: 60,
  for: "6h",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} blocks wait to be joined",
  description:
    "More than {threshold} blocks of the bucket have waited for the compactor for {for}: more come in than it joins. Queries over long times have to read each of them.",
  cases: courseCases({
    every: "5m",
    series: gauge("thanos_compact_todo_compaction_blocks", compact),
    subjects: compactors,
    over: 61,
    under: 59,
    for: "6h",
    keepFiringFor: "30m",
    text: {
      summary: "thanos-compact-0: 61 blocks wait to be joined",
      description:
        "More than 60 blocks of the bucket have waited for the compactor for 6 hours: more come in than it joins. Queries over long times have to read each of them.",
    },
  }),
});

const uploads = { job: "thanos-sidecar", instance: "prometheus-0", operation: "upload" };
const reads = { job: "thanos-store", instance: "thanos-store-0", operation: "get_range" };
const inBucket = { more: { bucket: "metrics" } };

export const ThanosBucketFailing = alert("ThanosBucketFailing", {
  ...told,
  signal: thanosBucketFailures,
  range: "15m",
  above: 0.05,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  selectable: ["job", "instance", "operation"],
  summary:
    "{{ $labels.job }} of {{ $labels.instance }}: {value} of {{ $labels.operation }} on the bucket fail",
  description:
    "More than {threshold} of the operations {{ $labels.operation }} of {{ $labels.job }} on the bucket have failed for {for}. Metrics older than a few hours may be missing from answers, and new blocks stay on the volumes of Prometheus.",
  cases: [
    ...courseCases({
      series: together(
        scaled(counting("thanos_objstore_bucket_operation_failures_total", inBucket), (share) => 2 * share),
        countingAt("thanos_objstore_bucket_operations_total", 2, inBucket),
      ),
      subjects: [uploads, reads],
      over: 0.051,
      under: 0.049,
      far: 1,
      window: "15m",
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "thanos-sidecar of prometheus-0: 5.1% of upload on the bucket fail",
        description:
          "More than 5 % of the operations upload of thanos-sidecar on the bucket have failed for 15 minutes. Metrics older than a few hours may be missing from answers, and new blocks stay on the volumes of Prometheus.",
      },
    }),
    quiet("nothing is asked of the bucket", {
      series: together(
        countingAt("thanos_objstore_bucket_operation_failures_total", 0, inBucket),
        countingAt("thanos_objstore_bucket_operations_total", 0, inBucket),
      )(uploads, [["1h", 0]]),
      at: "50m",
    }),
  ],
});
