/** What is recorded of containers of Docker hosts, under a name that tells one from another. */
import { recordedContainers as record } from "../signals/containers";
import { promql, type Promql } from "../signals/promql";
import { ofRecorded } from "../signals/recorded";
import { type Scope } from "../signals/signal";
import { recorded } from "./recording";
import { type Recording } from "./rule";

/** A metric of Docker's containers: their cgroups end in their ids, with cgroupfs as with systemd. */
const docker = (s: Scope, metric: string): Promql =>
  promql`${metric}{${s.select("cadvisor")}, id=~"/docker/.+|/system.slice/docker-.+"}`;

/**
 * Gives series the label `container`: the name where Docker tells one, or the first twelve digits of the id, as `docker ps`
 * shows it. The highest counts where one name stands twice, for a moment after a container was made anew.
 */
const named = (expr: Promql): Promql =>
  promql`max by (instance, container) (label_replace(label_replace(${expr}, "container", "$1", "id", ".*[/-]([0-9a-f]{12})[0-9a-f]{52}.*"), "container", "$1", "name", "(.+)"))`;

const gauge = (s: Scope, metric: string): Promql =>
  named(promql`max by (instance, id, name) (${docker(s, metric)})`);

const rate = (s: Scope, metric: string): Promql =>
  promql`sum by (instance, id, name) (rate(${docker(s, metric)}[${s.range}]))`;

const limit = (s: Scope): Promql => promql`${gauge(s, "container_spec_memory_limit_bytes")} > 0`;

const cpuLimit = (s: Scope): Promql =>
  promql`(${gauge(s, "container_spec_cpu_quota")} > 0) / (${gauge(s, "container_spec_cpu_period")} > 0)`;

const memory = (s: Scope): Promql => gauge(s, "container_memory_working_set_bytes");

export const containerRecordings: readonly Recording[] = [
  recorded(record.age, (s) => promql`time() - ${gauge(s, "container_start_time_seconds")}`),
  // Known while cAdvisor answers: what cannot be seen is not gone.
  recorded(
    record.agedBefore,
    (s) =>
      promql`max_over_time(${record.age}${ofRecorded(s)}[1h]) and on (instance) max by (instance) (up{${s.select("cadvisor")}}) == 1`,
  ),
  recorded(record.cpu, (s) => named(rate(s, "container_cpu_usage_seconds_total"))),
  recorded(
    record.cpuOfLimit,
    (s) => promql`${named(rate(s, "container_cpu_usage_seconds_total"))} / ${cpuLimit(s)}`,
  ),
  recorded(
    record.throttled,
    (s) =>
      promql`${named(rate(s, "container_cpu_cfs_throttled_periods_total"))} / (${named(rate(s, "container_cpu_cfs_periods_total"))} > 0)`,
  ),
  recorded(record.health, (s) => gauge(s, "container_health_state")),
  recorded(record.memory, memory),
  recorded(record.memoryOfLimit, (s) => promql`${memory(s)} / (${limit(s)})`),
  recorded(
    record.memoryShare,
    (s) =>
      promql`${memory(s)} / (${limit(s)}) or ${memory(s)} / on (instance) group_left () max by (instance) (machine_memory_bytes{${s.select("cadvisor")}})`,
  ),
  recorded(record.memoryOwn, (s) => gauge(s, "container_memory_rss")),
  recorded(record.memoryCached, (s) => gauge(s, "container_memory_cache")),
  recorded(record.memoryLimitHits, (s) => named(rate(s, "container_memory_failcnt"))),
  recorded(record.cpuWaiting, (s) => named(rate(s, "container_pressure_cpu_waiting_seconds_total"))),
  recorded(record.memoryStalled, (s) => named(rate(s, "container_pressure_memory_stalled_seconds_total"))),
  recorded(record.diskStalled, (s) => named(rate(s, "container_pressure_io_stalled_seconds_total"))),
  recorded(record.diskRead, (s) => named(rate(s, "container_fs_reads_bytes_total"))),
  recorded(record.diskWritten, (s) => named(rate(s, "container_fs_writes_bytes_total"))),
  recorded(record.networkReceived, (s) => named(rate(s, "container_network_receive_bytes_total"))),
  recorded(record.networkSent, (s) => named(rate(s, "container_network_transmit_bytes_total"))),
  recorded(
    record.networkErrors,
    (s) =>
      promql`${named(rate(s, "container_network_receive_errors_total"))} + ${named(rate(s, "container_network_receive_packets_dropped_total"))} + ${named(rate(s, "container_network_transmit_errors_total"))} + ${named(rate(s, "container_network_transmit_packets_dropped_total"))}`,
  ),
];
