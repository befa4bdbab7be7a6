/** Proofs of the recording rules of the parts of a host. */
import { type Recorded } from "./recorded";

const node = 'job="node", instance="web-1"';
const other = 'job="node", instance="web-2"';
const web1 = 'instance="web-1"';
const web2 = 'instance="web-2"';

/** CPU 0 of a host: shares of time over 15 minutes in steps of 15 s, in seconds a step. */
const cpu = (host: string, number: number, modes: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(modes).map(([mode, seconds]) => [
      `node_cpu_seconds_total{${host}, cpu="${number}", mode="${mode}"}`,
      `0+${seconds}x60`,
    ]),
  );

export const hostCpu: Recorded = {
  input: {
    ...cpu(node, 0, { idle: 3, iowait: 3, steal: 6, user: 3 }),
    ...cpu(node, 1, { idle: 9, iowait: 0, steal: 0, user: 6 }),
    ...cpu(other, 0, { idle: 15, iowait: 0, steal: 0, user: 0 }),
    [`node_pressure_cpu_waiting_seconds_total{${node}}`]: "0+3x60",
    [`node_pressure_cpu_waiting_seconds_total{${other}}`]: "0+0x60",
  },
  expected: {
    // The one is busy for half of the time, the other never. The mean over the hour holds the first rates as well: those
    // of less than their window find too little idle time.
    "instance:node_cpu_busy:avg1h": [
      [web1, 0.5791666666666667],
      [web2, 0.15833333333333338],
    ],
    "instance:node_cpu_steal:ratio_rate5m": [
      [web1, 0.2],
      [web2, 0],
    ],
    "instance:node_cpu_iowait:ratio_rate5m": [
      [web1, 0.1],
      [web2, 0],
    ],
    "instance:node_pressure_cpu:ratio_rate5m": [
      [web1, 0.2],
      [web2, 0],
    ],
  },
};

export const hostMemory: Recorded = {
  input: {
    [`node_pressure_memory_waiting_seconds_total{${node}}`]: "0+3x60",
    [`node_pressure_memory_waiting_seconds_total{${other}}`]: "0+0x60",
    [`node_pressure_memory_stalled_seconds_total{${node}}`]: "0+1.5x60",
    [`node_pressure_memory_stalled_seconds_total{${other}}`]: "0+0x60",
    [`node_vmstat_oom_kill{${node}}`]: "0x29 2x30",
    [`node_vmstat_oom_kill{${other}}`]: "5x60",
    [`node_memory_SwapTotal_bytes{${node}}`]: "1000x60",
    [`node_memory_SwapFree_bytes{${node}}`]: "250x60",
    [`node_memory_SwapTotal_bytes{${other}}`]: "1000x60",
    [`node_memory_SwapFree_bytes{${other}}`]: "500x60",
    'node_memory_SwapTotal_bytes{job="node", instance="web-3"}': "0x60",
    'node_memory_SwapFree_bytes{job="node", instance="web-3"}': "0x60",
  },
  expected: {
    "instance:node_pressure_memory:ratio_rate5m": [
      [web1, 0.2],
      [web2, 0],
    ],
    "instance:node_memory_stalled:ratio_rate5m": [
      [web1, 0.1],
      [web2, 0],
    ],
    "instance:node_oom_kills:increase1h": [
      [web1, 2],
      [web2, 0],
    ],
    "instance:node_swap_used:ratio": [
      [web1, 0.75],
      [web2, 0.5],
    ],
  },
};

/** A filesystem's values; its labels are those of node_exporter. */
const filesystem = (labels: string, values: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`node_filesystem_${name}{${labels}}`, `${value}x60`]),
  );
const ext4 = (device: string, mountpoint: string, host = node) =>
  `${host}, device="${device}", device_error="", fstype="ext4", mountpoint="${mountpoint}"`;

export const hostFilesystems: Recorded = {
  input: {
    ...filesystem(ext4("/dev/sda1", "/"), {
      avail_bytes: 40,
      size_bytes: 100,
      files: 50,
      files_free: 20,
      readonly: 0,
    }),
    ...filesystem(ext4("/dev/sda2", "/"), {
      avail_bytes: 50,
      size_bytes: 100,
      files: 50,
      files_free: 25,
      readonly: 0,
    }),
    ...filesystem(ext4("/dev/sda1", "/data"), {
      avail_bytes: 10,
      size_bytes: 100,
      files: 0,
      files_free: 0,
      readonly: 0,
    }),
    ...filesystem(ext4("/dev/sda1", "/", other), {
      avail_bytes: 75,
      size_bytes: 100,
      files: 50,
      files_free: 25,
      readonly: 0,
    }),
    ...filesystem(ext4("/dev/sr0", "/media"), {
      avail_bytes: 0,
      size_bytes: 100,
      files: 50,
      files_free: 0,
      readonly: 1,
    }),
    ...filesystem(`${node}, device="tmpfs", device_error="", fstype="tmpfs", mountpoint="/tmp"`, {
      avail_bytes: 50,
      size_bytes: 100,
      files: 50,
      files_free: 25,
      readonly: 0,
    }),
  },
  expected: {
    "instance_device_mountpoint:node_filesystem_used:ratio": [
      ['instance="web-1", device="/dev/sda1", mountpoint="/"', 0.6],
      ['instance="web-1", device="/dev/sda2", mountpoint="/"', 0.5],
      ['instance="web-1", device="/dev/sda1", mountpoint="/data"', 0.9],
      ['instance="web-2", device="/dev/sda1", mountpoint="/"', 0.25],
    ],
    "instance_device_mountpoint:node_filesystem_inodes_used:ratio": [
      ['instance="web-1", device="/dev/sda1", mountpoint="/"', 0.6],
      ['instance="web-1", device="/dev/sda2", mountpoint="/"', 0.5],
      ['instance="web-2", device="/dev/sda1", mountpoint="/"', 0.5],
    ],
  },
};

export const hostDisks: Recorded = {
  input: {
    [`node_disk_io_time_seconds_total{${node}, device="sda"}`]: "0+3x60",
    [`node_disk_io_time_seconds_total{${node}, device="sdb"}`]: "0+6x60",
    [`node_disk_io_time_seconds_total{${other}, device="sda"}`]: "0+0x60",
    [`node_disk_io_time_weighted_seconds_total{${node}, device="sda"}`]: "0+30x60",
    [`node_disk_io_time_weighted_seconds_total{${node}, device="sdb"}`]: "0+60x60",
    [`node_disk_io_time_weighted_seconds_total{${other}, device="sda"}`]: "0+0x60",
    [`node_pressure_io_waiting_seconds_total{${node}}`]: "0+3x60",
    [`node_pressure_io_waiting_seconds_total{${other}}`]: "0+6x60",
  },
  expected: {
    "instance_device:node_disk_busy:ratio_rate5m": [
      ['instance="web-1", device="sda"', 0.2],
      ['instance="web-1", device="sdb"', 0.4],
      ['instance="web-2", device="sda"', 0],
    ],
    "instance_device:node_disk_queue:rate5m": [
      ['instance="web-1", device="sda"', 2],
      ['instance="web-1", device="sdb"', 4],
      ['instance="web-2", device="sda"', 0],
    ],
    "instance:node_pressure_io:ratio_rate5m": [
      [web1, 0.2],
      [web2, 0.4],
    ],
  },
};
