/** Scrape targets, and what their programs use themselves. */
import { promql } from "./promql";
import { signal } from "./signal";

export const targetUp = signal({
  title: "Target up",
  unit: "bool",
  by: ["job", "instance"],
  min: 0,
  max: 1,
  meaning: "1 if the last scrape of a target succeeded. Over all jobs.",
  value: (s) => promql`min by (job, instance) (up${s.any})`,
});

export const targetsUp = signal({
  title: "Targets up",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the targets of a job whose last scrape succeeded.",
  value: (s) => promql`avg by (job) (up${s.any})`,
});

export const targetsDown = signal({
  title: "Targets down",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Number of targets whose last scrape failed, over all jobs.",
  value: (s) => promql`count(up${s.any} == 0) or vector(0)`,
});

export const scrapeDuration = signal({
  title: "Scrape duration",
  unit: "s",
  by: ["job", "instance"],
  min: 0,
  meaning: "Time that the last scrape of a target took. Near the scrape timeout, samples get lost.",
  value: (s) => promql`max by (job, instance) (scrape_duration_seconds${s.any})`,
});

export const scrapedSamples = signal({
  title: "Samples of a scrape",
  unit: "short",
  by: ["job", "instance"],
  min: 0,
  meaning: "Series that a target gave in its last scrape, after relabelling.",
  value: (s) => promql`max by (job, instance) (scrape_samples_post_metric_relabeling${s.any})`,
});

export const seriesAdded = signal({
  title: "New series",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning:
    "Series that a job's last scrapes brought and that were not there before. Steady growth means churn.",
  value: (s) => promql`sum by (job) (scrape_series_added${s.any})`,
});

export const serverCpu = signal({
  title: "CPU of servers",
  unit: "percentunit",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning: "CPU time that a scraped program itself uses; 100 % is one CPU.",
  value: (s) => promql`max by (job, instance) (rate(process_cpu_seconds_total${s.any}[${s.range}]))`,
});

export const serverMemory = signal({
  title: "Memory of servers",
  unit: "bytes",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning: "Resident memory of a scraped program itself.",
  value: (s) => promql`max by (job, instance) (process_resident_memory_bytes${s.any})`,
});

export const serverUptime = signal({
  title: "Uptime of servers",
  unit: "dtdurations",
  by: ["job", "instance"],
  min: 0,
  meaning: "Time since a scraped program was started. A small number that keeps coming back means restarts.",
  value: (s) => promql`time() - max by (job, instance) (process_start_time_seconds${s.any})`,
});
