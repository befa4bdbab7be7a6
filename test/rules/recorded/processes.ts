import { type Recorded } from "./recorded";

const web = 'job="process", instance="web-1"';
const nginx = `${web}, groupname="nginx"`;
const cron = `${web}, groupname="cron"`;
const other = 'job="process", instance="web-2", groupname="nginx"';
const memory = "namedprocess_namegroup_memory_bytes";
const node = 'job="node", instance="web-1"';

export const processes: Recorded = {
  input: {
    [`up{${web}}`]: "1x60",
    'up{job="process", instance="web-2"}': "1x40 0x20",
    'up{job="node", instance="web-1"}': "0x60",
    [`namedprocess_namegroup_num_procs{${nginx}}`]: "4x30 0x30",
    [`namedprocess_namegroup_num_procs{${cron}}`]: "1x60",
    [`namedprocess_namegroup_num_procs{${other}}`]: "9x40",
    [`namedprocess_namegroup_num_threads{${nginx}}`]: "12x60",
    [`namedprocess_namegroup_num_threads{${cron}}`]: "1x60",
    [`namedprocess_namegroup_oldest_start_time_seconds{${nginx}}`]: "-100x60",
    [`namedprocess_namegroup_oldest_start_time_seconds{${cron}}`]: "-62135596800x60",
    [`namedprocess_namegroup_cpu_seconds_total{${nginx}, mode="user"}`]: "0+12x60",
    [`namedprocess_namegroup_cpu_seconds_total{${nginx}, mode="system"}`]: "0+3x60",
    [`namedprocess_namegroup_cpu_seconds_total{${cron}, mode="user"}`]: "0+1.5x60",
    [`${memory}{${nginx}, memtype="proportionalResident"}`]: "250x60",
    [`${memory}{${nginx}, memtype="resident"}`]: "400x60",
    // Where the kernel does not tell what is shared.
    [`${memory}{${cron}, memtype="proportionalResident"}`]: "0x60",
    [`${memory}{${cron}, memtype="resident"}`]: "100x60",
    [`node_memory_MemTotal_bytes{${node}}`]: "1000x60",
    [`node_cpu_seconds_total{${node}, cpu="0", mode="idle"}`]: "0+15x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="idle"}`]: "0+15x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="user"}`]: "0+15x60",
  },
  expected: {
    "instance_groupname:namedprocess_age_seconds:max": [['instance="web-1", groupname="nginx"', 1000]],
    "instance_groupname:namedprocess_memory_bytes:sum": [
      ['instance="web-1", groupname="cron"', 100],
      ['instance="web-1", groupname="nginx"', 250],
    ],
    "instance_groupname:namedprocess_memory_of_host:ratio": [
      ['instance="web-1", groupname="cron"', 0.1],
      ['instance="web-1", groupname="nginx"', 0.25],
    ],
    "instance_groupname:namedprocess_cpu:rate5m": [
      ['instance="web-1", groupname="cron"', 0.1],
      ['instance="web-1", groupname="nginx"', 1],
    ],
    "instance_groupname:namedprocess_cpu_of_host:ratio_rate5m": [
      ['instance="web-1", groupname="cron"', 0.05],
      ['instance="web-1", groupname="nginx"', 0.5],
    ],
    // Not of the host whose exporter does not answer.
    "instance_groupname:namedprocess_num_procs:max1h": [
      ['instance="web-1", groupname="cron"', 1],
      ['instance="web-1", groupname="nginx"', 4],
    ],
    "instance_groupname:namedprocess_num_threads:sum": [
      ['instance="web-1", groupname="cron"', 1],
      ['instance="web-1", groupname="nginx"', 12],
    ],
  },
};
