/** Proofs of the recording rules of a host's network, clock and kernel. */
import { type Recorded } from "./recorded";

const node = 'job="node", instance="web-1"';
const other = 'job="node", instance="web-2"';
const web1 = 'instance="web-1"';
const web2 = 'instance="web-2"';

const errors = (labels: string, received: number, sent: number) => ({
  [`node_network_receive_errs_total{${labels}}`]: `0+${received}x60`,
  [`node_network_transmit_errs_total{${labels}}`]: `0+${sent}x60`,
});

export const hostNetwork: Recorded = {
  input: {
    ...errors(`${node}, device="eth0"`, 15, 30),
    ...errors(`${node}, device="eth1"`, 0, 15),
    ...errors(`${other}, device="eth0"`, 0, 0),
    ...errors(`${node}, device="lo"`, 15, 15),
    // Recorded by the group of the host itself, of which nothing else is given here.
    'instance_device:node_network_received_bytes:rate5m{instance="web-1", device="eth0"}': "1000x29 2000x30",
    'instance_device:node_network_received_bytes:rate5m{instance="web-1", device="eth1"}': "500x60",
    'instance_device:node_network_received_bytes:rate5m{instance="web-2", device="eth0"}': "100x60",
  },
  expected: {
    "instance_device:node_network_errors:rate5m": [
      ['instance="web-1", device="eth0"', 3],
      ['instance="web-1", device="eth1"', 1],
      ['instance="web-2", device="eth0"', 0],
    ],
    // 30 samples of 1000 and 31 of 2000, and those of the other interface.
    "instance:node_network_received_bytes:avg1h": [
      [web1, 92_000 / 61 + 500],
      [web2, 100],
    ],
  },
};

const tcp = (labels: string, again: number, connections: number, followed: number) => ({
  [`node_netstat_Tcp_OutSegs{${labels}}`]: "0+1500x60",
  [`node_netstat_Tcp_RetransSegs{${labels}}`]: `0+${again}x60`,
  [`node_netstat_Tcp_CurrEstab{${labels}}`]: `${connections}x60`,
  [`node_nf_conntrack_entries{${labels}}`]: `${followed}x60`,
  [`node_nf_conntrack_entries_limit{${labels}}`]: "1000x60",
});

export const hostConnections: Recorded = {
  input: { ...tcp(node, 15, 40, 250), ...tcp(other, 0, 7, 100) },
  expected: {
    "instance:node_tcp_retransmitted:ratio_rate5m": [
      [web1, 0.01],
      [web2, 0],
    ],
    "instance:node_tcp_connections:max": [
      [web1, 40],
      [web2, 7],
    ],
    "instance:node_conntrack_used:ratio": [
      [web1, 0.25],
      [web2, 0.1],
    ],
  },
};

export const hostClock: Recorded = {
  input: {
    [`node_timex_offset_seconds{${node}}`]: "-0.25x60",
    [`node_timex_offset_seconds{${other}}`]: "0.5x60",
    [`node_timex_estimated_error_seconds{${node}}`]: "0.125x60",
    [`node_timex_estimated_error_seconds{${other}}`]: "0x60",
  },
  expected: {
    "instance:node_clock_off:max": [
      [web1, 0.25],
      [web2, 0.5],
    ],
    "instance:node_clock_estimated_error:max": [
      [web1, 0.125],
      [web2, 0],
    ],
  },
};

const limits = (labels: string, files: number, tasks: number, processes: number, threads: number) => ({
  [`node_filefd_allocated{${labels}}`]: `${files}x60`,
  [`node_filefd_maximum{${labels}}`]: "1000x60",
  [`node_processes_threads{${labels}}`]: `${tasks}x60`,
  [`node_processes_max_processes{${labels}}`]: `${processes}x60`,
  [`node_processes_max_threads{${labels}}`]: `${threads}x60`,
});

export const hostKernel: Recorded = {
  input: { ...limits(node, 500, 200, 1000, 400), ...limits(other, 100, 200, 800, 1000) },
  expected: {
    "instance:node_file_descriptors_used:ratio": [
      [web1, 0.5],
      [web2, 0.1],
    ],
    // Threads are the nearer limit of the one, processes of the other.
    "instance:node_tasks_used:ratio": [
      [web1, 0.5],
      [web2, 0.25],
    ],
  },
};
