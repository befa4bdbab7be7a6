import { type Recorded } from "./recorded";

const digits = "0123456789ab".padEnd(64, "c");
const on = (instance: string) => `job="cadvisor", instance="${instance}"`;
/** One that Docker names, one of which only the cgroup is known, and one of another host. */
const shop = `${on("docker-1")}, id="/docker/${"1".repeat(64)}", image="shop:1", name="shop"`;
const nameless = `${on("docker-1")}, id="/system.slice/docker-${digits}.scope"`;
const away = `${on("docker-2")}, id="/docker/${"2".repeat(64)}", image="shop:1", name="shop"`;
/** What does not count: cgroups that are no containers, and a pod of Kubernetes. */
const others = [
  `${on("docker-1")}, id="/"`,
  `${on("docker-1")}, id="/system.slice/ssh.service"`,
  `${on("node-1")}, id="/kubepods.slice/cri-containerd-${"3".repeat(64)}.scope", name="${"3".repeat(64)}", container="app", namespace="shop", pod="app-0"`,
];

const first = 'instance="docker-1", container="shop"';
const second = 'instance="docker-1", container="0123456789ab"';

/** The same metric of all, with a number for each of the two that count. */
const of = (metric: string, a: string, b: string, more = ""): Readonly<Record<string, string>> => ({
  [`${metric}{${shop}${more}}`]: a,
  [`${metric}{${nameless}${more}}`]: b,
  ...Object.fromEntries(others.map((labels) => [`${metric}{${labels}${more}}`, a])),
});

/** A counter: so much in each 15 s. */
const rates = (metric: string, a: number, b: number, more?: string) =>
  of(metric, `0+${a * 15}x60`, `0+${b * 15}x60`, more);

const both = (a: number, b: number) =>
  [
    [first, a],
    [second, b],
  ] as const;

export const containers: Recorded = {
  input: {
    [`up{${on("docker-1")}}`]: "1x60",
    [`up{${on("docker-2")}}`]: "1x40 0x20",
    'up{job="node", instance="docker-1"}': "0x60",
    ...of("container_start_time_seconds", "-100x60", "-200x60"),
    // Made anew: for a moment there are two of that name.
    [`container_start_time_seconds{${on("docker-1")}, id="/docker/${"4".repeat(64)}", name="shop"}`]:
      "-900x60",
    [`container_start_time_seconds{${away}}`]: "0x20",
    ...rates("container_cpu_usage_seconds_total", 0.5, 0.25, ', cpu="cpu00"'),
    [`container_cpu_usage_seconds_total{${shop}, cpu="cpu01"}`]: "0+7.5x60",
    ...of("container_spec_cpu_quota", "200000x60", "50000x60"),
    ...of("container_spec_cpu_period", "100000x60", "100000x60"),
    ...rates("container_cpu_cfs_throttled_periods_total", 1, 2),
    ...rates("container_cpu_cfs_periods_total", 10, 5),
    ...of("container_health_state", "1x60", "-1x60"),
    ...of("container_memory_working_set_bytes", "500x60", "100x60"),
    ...of("container_spec_memory_limit_bytes", "1000x60", "0x60"),
    [`machine_memory_bytes{${on("docker-1")}, machine_id="x", boot_id="x", system_uuid="x"}`]: "4000x60",
    ...of("container_memory_rss", "300x60", "60x60"),
    ...of("container_memory_cache", "250x60", "70x60"),
    ...rates("container_memory_failcnt", 3, 4),
    ...rates("container_pressure_cpu_waiting_seconds_total", 0.5, 0.6),
    ...rates("container_pressure_memory_stalled_seconds_total", 0.1, 0.2),
    ...rates("container_pressure_io_stalled_seconds_total", 0.3, 0.4),
    ...rates("container_fs_reads_bytes_total", 10, 20, ', device="/dev/sda"'),
    ...rates("container_fs_writes_bytes_total", 30, 40, ', device="/dev/sda"'),
    ...rates("container_network_receive_bytes_total", 50, 60, ', interface="eth0"'),
    ...rates("container_network_transmit_bytes_total", 70, 80, ', interface="eth0"'),
    ...rates("container_network_receive_errors_total", 1, 2, ', interface="eth0"'),
    ...rates("container_network_receive_packets_dropped_total", 10, 20, ', interface="eth0"'),
    ...rates("container_network_transmit_errors_total", 100, 200, ', interface="eth0"'),
    ...rates("container_network_transmit_packets_dropped_total", 1000, 2000, ', interface="eth0"'),
  },
  expected: {
    "instance_container:container_age_seconds:min": both(1000, 1100),
    "instance_container:container_age_seconds:max1h": both(1000, 1100),
    "instance_container:container_cpu:rate5m": both(1, 0.25),
    "instance_container:container_cpu_of_limit:ratio_rate5m": both(0.5, 0.5),
    "instance_container:container_cpu_throttled:ratio_rate5m": both(0.1, 0.4),
    "instance_container:container_health_state:min": both(1, -1),
    "instance_container:container_memory_working_set_bytes:max": both(500, 100),
    "instance_container:container_memory_of_limit:ratio": [[first, 0.5]],
    "instance_container:container_memory_share:ratio": both(0.5, 0.025),
    "instance_container:container_memory_rss_bytes:max": both(300, 60),
    "instance_container:container_memory_cache_bytes:max": both(250, 70),
    "instance_container:container_memory_limit_hits:rate5m": both(3, 4),
    "instance_container:container_cpu_waiting:ratio_rate5m": both(0.5, 0.6),
    "instance_container:container_memory_stalled:ratio_rate5m": both(0.1, 0.2),
    "instance_container:container_disk_stalled:ratio_rate5m": both(0.3, 0.4),
    "instance_container:container_disk_read_bytes:rate5m": both(10, 20),
    "instance_container:container_disk_written_bytes:rate5m": both(30, 40),
    "instance_container:container_network_received_bytes:rate5m": both(50, 60),
    "instance_container:container_network_sent_bytes:rate5m": both(70, 80),
    "instance_container:container_network_errors:rate5m": both(1111, 2222),
  },
};
