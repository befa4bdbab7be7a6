/** The last minutes of everything in few lines: sums over all services, and the ten of each kind that have most to do. */
import { having } from "./having";
import { promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal } from "./signal";

export const requestsOfAll = signal({
  title: "Requests of all services",
  unit: "reqps",
  by: [],
  min: 0,
  meaning: "Requests per second that all services together answer.",
  value: (s) => promql`sum(rate(http_requests_total${s.any}[${s.range}]))`,
});

export const errorsOfAll = signal({
  title: "Errors of all services",
  unit: "percentunit",
  tone: "error",
  by: [],
  min: 0,
  max: 1,
  meaning: "Share of the requests to all services that are answered with 5xx.",
  value: (s) =>
    promql`(sum(rate(http_requests_total${having(s, 'status=~"5.."')}[${s.range}])) or vector(0)) / (sum(rate(http_requests_total${s.any}[${s.range}])) > 0)`,
});

export const busiestHosts = signal({
  title: "Busiest hosts",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "CPU of the ten hosts that are busiest, over the last five minutes.",
  value: (s) => promql`topk(10, instance:node_cpu_busy:ratio_rate5m${ofRecorded(s)})`,
});

export const fullestHosts = signal({
  title: "Hosts with least memory",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Memory used of the ten hosts that have least left.",
  value: (s) => promql`topk(10, instance:node_memory_used:ratio${ofRecorded(s)})`,
});

export const busiestDatabases = signal({
  title: "Database connections",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Connections in use of the ten database servers that have fewest left.",
  value: (s) => promql`topk(10, instance:postgres_connections_used:ratio${ofRecorded(s)})`,
});

export const busiestGpus = signal({
  title: "Busiest GPUs",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "gpu"],
  min: 0,
  max: 1,
  meaning: "The ten GPUs that work most.",
  value: (s) => promql`topk(10, instance_gpu:dcgm_gpu_busy:ratio${ofRecorded(s)})`,
});
