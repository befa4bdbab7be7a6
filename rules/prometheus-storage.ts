import { promql } from "../signals/promql";
import {
  compactionsFailed,
  reloadsFailed,
  samplesDuplicate,
  samplesTooLate,
  truncationsFailed,
  walCorruptions,
  walWritesFailed,
} from "../signals/prometheus-storage";
import { prometheusSamples } from "../signals/prometheus";
import { alert } from "./alert";
import { fires, quiet } from "./cases/case";
import { constant, counting, countingAt, courseCases, gauge, together } from "./cases/course";
import { twoPrometheus } from "./cases/prometheus";
import { toldOf } from "./stack-told";

const told = toldOf("prometheus");
const job = { more: { job: "prometheus" } };
const [first] = twoPrometheus;

/** Corrupt at its start, and seven hours of running. */
const corrupted = together(
  constant("prometheus_tsdb_wal_corruptions_total", 1, job),
  constant("prometheus_tsdb_mmap_chunk_corruptions_total", 0, job),
  constant("process_start_time_seconds", 0, job),
)(first, [["7h", 0]], "1m");

export const PrometheusBlockReloadsFailing = alert("PrometheusBlockReloadsFailing", {
  ...told,
  event: (s) => promql`${reloadsFailed.value(s)} > 0`,
  by: reloadsFailed.by,
  range: "15m",
  kind: "threshold",
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Prometheus cannot read its blocks",
  description:
    "For {for} {{ $labels.instance }} has failed again and again to read the blocks on its disk. Queries over older times may lack data, and nothing is deleted any more.",
  cases: courseCases({
    series: counting("prometheus_tsdb_reloads_failures_total", job),
    subjects: twoPrometheus,
    over: 0.02,
    under: 0,
    window: "15m",
    for: "30m",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus-0: Prometheus cannot read its blocks",
      description:
        "For 30 minutes prometheus-0 has failed again and again to read the blocks on its disk. Queries over older times may lack data, and nothing is deleted any more.",
    },
  }),
});

export const PrometheusCompactionsFailing = alert("PrometheusCompactionsFailing", {
  ...told,
  event: (s) => promql`${compactionsFailed.value(s)} > 0`,
  by: compactionsFailed.by,
  range: "15m",
  kind: "threshold",
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Prometheus cannot write blocks",
  description:
    "For {for} {{ $labels.instance }} has failed to write samples from its memory to disk, or to join blocks. Its memory and its log on disk grow until one of them is full.",
  cases: courseCases({
    series: counting("prometheus_tsdb_compactions_failed_total", job),
    subjects: twoPrometheus,
    over: 0.02,
    under: 0,
    window: "15m",
    for: "30m",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus-0: Prometheus cannot write blocks",
      description:
        "For 30 minutes prometheus-0 has failed to write samples from its memory to disk, or to join blocks. Its memory and its log on disk grow until one of them is full.",
    },
  }),
});

export const PrometheusWalWritesFailing = alert("PrometheusWalWritesFailing", {
  ...told,
  event: (s) => promql`${walWritesFailed.value(s)} > 0`,
  by: walWritesFailed.by,
  for: "0s",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }}: Prometheus cannot write its log of samples",
  description:
    "In the last 5 minutes {{ $labels.instance }} failed to write samples to its write-ahead log, most often because the disk is full. New samples are lost, and with them the alerts that need them.",
  cases: courseCases({
    series: counting("prometheus_tsdb_wal_writes_failed_total", job),
    subjects: twoPrometheus,
    over: 0.05,
    under: 0,
    window: "5m",
    for: "0s",
    keepFiringFor: "10m",
    text: {
      summary: "prometheus-0: Prometheus cannot write its log of samples",
      description:
        "In the last 5 minutes prometheus-0 failed to write samples to its write-ahead log, most often because the disk is full. New samples are lost, and with them the alerts that need them.",
    },
  }),
});

export const PrometheusTruncationsFailing = alert("PrometheusTruncationsFailing", {
  ...told,
  event: (s) => promql`${truncationsFailed.value(s)} > 0`,
  by: truncationsFailed.by,
  // The memory is shortened once in two hours.
  range: "3h",
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Prometheus cannot shorten its memory or its log",
  description:
    "In the last 3 hours {{ $labels.instance }} failed to remove old samples from its memory or its write-ahead log. Both grow with every failure.",
  cases: courseCases({
    every: "1m",
    series: together(
      counting("prometheus_tsdb_head_truncations_failed_total", job),
      countingAt("prometheus_tsdb_wal_truncations_failed_total", 0, job),
      countingAt("prometheus_tsdb_checkpoint_creations_failed_total", 0, job),
    ),
    subjects: twoPrometheus,
    over: 1 / 7200,
    under: 0,
    window: "3h",
    for: "0s",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus-0: Prometheus cannot shorten its memory or its log",
      description:
        "In the last 3 hours prometheus-0 failed to remove old samples from its memory or its write-ahead log. Both grow with every failure.",
    },
  }),
});

export const PrometheusLogCorrupted = alert("PrometheusLogCorrupted", {
  ...told,
  // Corruption is found while the log is read at the start, before the first scrape: the number never rises afterwards.
  event: (s, n) =>
    promql`${walCorruptions.value(s)} > 0 and time() - max by (instance) (process_start_time_seconds{${s.select("prometheus")}}) < ${n("shown")}`,
  by: walCorruptions.by,
  parameters: { shown: { value: 6 * 3600, unit: "s", meaning: "how long after the start it is told of" } },
  for: "0s",
  keepFiringFor: "0s",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} corrupt parts in Prometheus' log of samples",
  description:
    "{{ $labels.instance }} started less than {shown} ago and found corrupt data in its write-ahead log. It left out what followed, so samples of the last hours before the start may be missing.",
  cases: [
    ...courseCases({
      series: together(
        gauge("prometheus_tsdb_wal_corruptions_total", job),
        constant("prometheus_tsdb_mmap_chunk_corruptions_total", 0, job),
        constant("process_start_time_seconds", 0, job),
      ),
      subjects: twoPrometheus,
      over: 2,
      under: 0,
      for: "0s",
      keepFiringFor: "0s",
      text: {
        summary: "prometheus-0: 2 corrupt parts in Prometheus' log of samples",
        description:
          "prometheus-0 started less than 6 h ago and found corrupt data in its write-ahead log. It left out what followed, so samples of the last hours before the start may be missing.",
      },
    }),
    fires("it is told of for nearly six hours", {
      every: "1m",
      series: corrupted,
      at: "358m",
      labels: [first],
    }),
    quiet("after six hours it is no news", { every: "1m", series: corrupted, at: "362m" }),
  ],
});

export const PrometheusNotIngesting = alert("PrometheusNotIngesting", {
  ...told,
  event: (s) =>
    promql`${prometheusSamples.value(s)} == 0 and sum by (instance) (prometheus_target_scrape_pool_targets{${s.select("prometheus")}}) > 0`,
  by: prometheusSamples.by,
  // A lone server that stores nothing does not store this either; TargetMissing tells of it.
  needs: ["replicas"],
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} stores no samples",
  description:
    "{{ $labels.instance }} has targets, but has not stored a single sample for {for}. Its twin still has them; if that fails as well, nothing is measured.",
  cases: [
    ...courseCases({
      series: together(
        counting("prometheus_tsdb_head_samples_appended_total", {
          more: { job: "prometheus", type: "float" },
        }),
        constant("prometheus_target_scrape_pool_targets", 40, {
          more: { job: "prometheus", scrape_job: "node" },
        }),
      ),
      subjects: twoPrometheus,
      over: 0,
      under: 100,
      window: "5m",
      for: "10m",
      keepFiringFor: "5m",
      text: {
        summary: "prometheus-0 stores no samples",
        description:
          "prometheus-0 has targets, but has not stored a single sample for 10 minutes. Its twin still has them; if that fails as well, nothing is measured.",
      },
    }),
    quiet("it has nothing to scrape", {
      series: together(
        countingAt("prometheus_tsdb_head_samples_appended_total", 0, {
          more: { job: "prometheus", type: "float" },
        }),
        constant("prometheus_target_scrape_pool_targets", 0, {
          more: { job: "prometheus", scrape_job: "node" },
        }),
      )(first, [["1h", 0]]),
      at: "40m",
    }),
  ],
});

export const PrometheusDuplicateSamples = alert("PrometheusDuplicateSamples", {
  ...told,
  signal: samplesDuplicate,
  above: 0.02,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: two samples of one series have one time ({value})",
  description:
    "For {for} targets of {{ $labels.instance }} have given samples with one time and two values, more than {threshold} of them. One is thrown away, and which one is chance. Most often two targets have the same labels.",
  cases: courseCases({
    series: counting("prometheus_target_scrapes_sample_duplicate_timestamp_total", job),
    subjects: twoPrometheus,
    over: 0.0204,
    under: 0.0196,
    far: 5,
    window: "5m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus-0: two samples of one series have one time (20.4m /s)",
      description:
        "For 15 minutes targets of prometheus-0 have given samples with one time and two values, more than 0.02 /s of them. One is thrown away, and which one is chance. Most often two targets have the same labels.",
    },
  }),
});

export const PrometheusSamplesTooLate = alert("PrometheusSamplesTooLate", {
  ...told,
  signal: samplesTooLate,
  above: 0.1,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: samples come too late ({value})",
  description:
    "For {for} {{ $labels.instance }} has turned away more than {threshold} samples, because they were older than the last minutes or lay in the future. They are lost; the clock of their source may be wrong.",
  cases: [
    ...courseCases({
      series: together(
        counting("prometheus_target_scrapes_sample_out_of_bounds_total", job),
        countingAt("prometheus_target_scrapes_sample_out_of_order_total", 0, job),
      ),
      subjects: twoPrometheus,
      over: 0.102,
      under: 0.098,
      far: 5,
      window: "5m",
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "prometheus-0: samples come too late (102m /s)",
        description:
          "For 15 minutes prometheus-0 has turned away more than 0.1 /s samples, because they were older than the last minutes or lay in the future. They are lost; the clock of their source may be wrong.",
      },
    }),
    fires("they are too old for the time that may be filled in", {
      series: together(
        countingAt("prometheus_target_scrapes_sample_out_of_bounds_total", 0, job),
        countingAt("prometheus_target_scrapes_sample_out_of_order_total", 0, job),
        countingAt("prometheus_tsdb_too_old_samples_total", 1, {
          more: { job: "prometheus", type: "float" },
        }),
      )(first, [["1h", 0]]),
      at: "30m",
      labels: [first],
    }),
    fires("they are out of order", {
      series: together(
        countingAt("prometheus_target_scrapes_sample_out_of_bounds_total", 0, job),
        countingAt("prometheus_target_scrapes_sample_out_of_order_total", 1, job),
      )(first, [["1h", 0]]),
      at: "30m",
      labels: [first],
    }),
  ],
});
