/** Months at a glance: all from what recording rules keep, so that a long range asks for few series. */
import { promql, type Promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal, type Scope, type Signal } from "./signal";

const of = (name: string, s: Scope): Promql => promql`${name}${ofRecorded(s)}`;

const one = (
  words: Pick<Signal, "title" | "meaning" | "unit"> & Partial<Pick<Signal, "tone" | "max">>,
  value: Signal["value"],
): Signal => signal({ ...words, by: [], min: 0, value });

export const busiestHost = one(
  {
    title: "Busiest host",
    unit: "percentunit",
    tone: "saturation",
    max: 1,
    meaning: "CPU of the host that was busiest, as a mean of an hour.",
  },
  (s) => promql`max(${of("instance:node_cpu_busy:avg1h", s)})`,
);

export const meanHost = one(
  {
    title: "Mean of hosts",
    unit: "percentunit",
    max: 1,
    meaning: "CPU that was busy, as a mean of an hour over all hosts.",
  },
  (s) => promql`avg(${of("instance:node_cpu_busy:avg1h", s)})`,
);

export const fullestMemory = one(
  {
    title: "Host with least memory left",
    unit: "percentunit",
    tone: "saturation",
    max: 1,
    meaning: "Memory used of the host that had least left.",
  },
  (s) => promql`max(${of("instance:node_memory_used:ratio", s)})`,
);

export const meanMemory = one(
  {
    title: "Mean memory of hosts",
    unit: "percentunit",
    max: 1,
    meaning: "Memory used, as a mean over all hosts.",
  },
  (s) => promql`avg(${of("instance:node_memory_used:ratio", s)})`,
);

export const fullestDisk = one(
  {
    title: "Fullest of all filesystems",
    unit: "percentunit",
    tone: "saturation",
    max: 1,
    meaning: "How full the fullest filesystem of all hosts was.",
  },
  (s) => promql`max(${of("instance_device_mountpoint:node_filesystem_used:ratio", s)})`,
);

export const requestsRecorded = signal({
  title: "Requests over months",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second of each service, as rules recorded them.",
  value: (s) => promql`sum by (job) (${of("job:http_requests:rate5m", s)})`,
});

export const errorsRecorded = signal({
  title: "Errors over months",
  unit: "percentunit",
  tone: "error",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the requests of each service that it answered with 5xx, as rules recorded it.",
  value: (s) => promql`max by (job) (${of("job:http_errors:ratio_rate5m", s)})`,
});

export const latencyRecorded = signal({
  title: "95 % within, over months",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which each service answered 95 of 100 requests, as rules recorded it.",
  value: (s) => promql`max by (job) (${of("job:http_request_duration:p95_rate5m", s)})`,
});

export const usersRecorded = signal({
  title: "Active users over months",
  unit: "short",
  tone: "traffic",
  by: ["job"],
  min: 0,
  meaning: "Active users of each service, as rules recorded them.",
  value: (s) => promql`sum by (job) (${of("job:app_users_active:sum", s)})`,
});

export const tasksRecorded = signal({
  title: "Tasks completed over months",
  unit: "percentunit",
  by: ["job", "task"],
  min: 0,
  max: 1,
  meaning: "Share of the tasks of each kind that came to a good end, as rules recorded it.",
  value: (s) => promql`min by (job, task) (${of("job_task:app_tasks_completed:ratio_rate5m", s)})`,
});

export const targetsUpRecorded = signal({
  title: "Targets up over months",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the targets of each job whose scrape succeeded, as rules recorded it.",
  value: (s) => promql`avg by (job) (${of("job:up:avg", s)})`,
});

export const targetsUpMean = one(
  {
    title: "Targets up, mean of the range",
    unit: "percentunit",
    max: 1,
    meaning: "Share of the targets of a job that were up, over all jobs and the time shown.",
  },
  (s) => promql`avg(avg_over_time(${of("job:up:avg", s)}[$__range]))`,
);

export const probesMonth = one(
  {
    title: "Lowest availability of 30 days",
    unit: "percentunit",
    max: 1,
    meaning: "Availability of 30 days of the probe that failed most.",
  },
  (s) => promql`min(${of("instance_kind:probe_success:avg30d", s)})`,
);

export const leastBudget = signal({
  title: "Least error budget left",
  unit: "percentunit",
  by: [],
  max: 1,
  meaning: "Error budget that is left of the objective that has least left; below 0 it is missed.",
  value: (s) => promql`min(${of("slo_service:budget_remaining:ratio", s)})`,
});

export const firingRecorded = signal({
  title: "Alerts firing over months",
  unit: "short",
  by: ["severity"],
  min: 0,
  meaning: "Alerts that fired, by severity, as rules recorded them.",
  value: (s) => promql`max by (severity) (${of("severity:alerts_firing:count", s)})`,
});

export const firingMean = one(
  {
    title: "Alerts firing, mean of the range",
    unit: "short",
    tone: "error",
    meaning: "How many alerts fired at a time, as a mean of the time shown.",
  },
  (s) =>
    promql`sum(sum_over_time(${of("severity:alerts_firing:count", s)}[$__range:5m])) / scalar(count_over_time(vector(1)[$__range:5m])) or vector(0)`,
);

export const noisiestRecorded = signal({
  title: "Hours of alerts",
  unit: "s",
  by: ["alertname", "severity", "team", "service"],
  min: 0,
  meaning:
    "Time for which each alert fired in the time shown, all of its instances added up; the twenty with most.",
  value: (s) =>
    promql`topk(20, sum by (alertname, severity, team, service) (sum_over_time(${of("alertname_severity_team_service:alerts_firing:count", s)}[$__range:5m])) * 300)`,
});

export const connectionsRecorded = signal({
  title: "Database connections over months",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Connections of each database server as a share of those it may have, as rules recorded them; the ten fullest.",
  value: (s) => promql`topk(10, max by (instance) (${of("instance:postgres_connections_used:ratio", s)}))`,
});

export const gpusRecorded = one(
  {
    title: "GPUs busy over months",
    unit: "percentunit",
    max: 1,
    meaning: "Share of time in which GPUs worked, as a mean over all hosts.",
  },
  (s) => promql`avg(${of("instance:dcgm_gpu_busy:avg", s)})`,
);

export const seriesRecorded = signal({
  title: "Series over months",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Series that each Prometheus held in memory, as rules recorded them.",
  value: (s) => promql`max by (instance) (${of("instance:prometheus_head_series:max", s)})`,
});

export const logBytesRecorded = one(
  {
    title: "Log bytes over months",
    unit: "Bps",
    meaning: "Bytes of log lines a second that Loki took, over all of its processes.",
  },
  (s) => promql`sum(${of("instance:loki_bytes_received:rate5m", s)})`,
);
