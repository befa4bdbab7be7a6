import { type Recorded } from "./recorded";

const node = 'job="node", instance="web-1"';
const disk = `{${node}, device="/dev/sda1", fstype="ext4", mountpoint="/"}`;

export const host: Recorded = {
  input: {
    [`node_cpu_seconds_total{${node}, cpu="0", mode="idle"}`]: "0+3x60",
    [`node_cpu_seconds_total{${node}, cpu="0", mode="iowait"}`]: "0+6x60",
    [`node_cpu_seconds_total{${node}, cpu="0", mode="user"}`]: "0+6x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="idle"}`]: "0+9x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="iowait"}`]: "0+0x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="user"}`]: "0+6x60",
    [`node_load5{${node}}`]: "3x60",
    [`node_memory_MemTotal_bytes{${node}}`]: "1000x60",
    [`node_memory_MemAvailable_bytes{${node}}`]: "250x60",
    [`node_filesystem_size_bytes${disk}`]: "1000x60",
    [`node_filesystem_avail_bytes${disk}`]: "400x60",
    [`node_filesystem_readonly${disk}`]: "0x60",
    [`node_network_receive_bytes_total{${node}, device="eth0"}`]: "0+1500x60",
    [`node_network_receive_bytes_total{${node}, device="lo"}`]: "0+9000x60",
    [`node_network_transmit_bytes_total{${node}, device="eth0"}`]: "0+3000x60",
  },
  expected: {
    // CPU 0 idles or waits 60 %, CPU 1 60 %.
    "instance:node_cpu_busy:ratio_rate5m": [['instance="web-1"', 0.4]],
    "instance:node_load5_per_cpu:ratio": [['instance="web-1"', 1.5]],
    "instance:node_memory_used:ratio": [['instance="web-1"', 0.75]],
    "instance:node_filesystem_used:max": [['instance="web-1"', 0.6]],
    "instance_device:node_network_received_bytes:rate5m": [['instance="web-1", device="eth0"', 100]],
    "instance_device:node_network_sent_bytes:rate5m": [['instance="web-1", device="eth0"', 200]],
  },
};
