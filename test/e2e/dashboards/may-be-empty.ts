/** Panels that have nothing to show on a fresh stack on one machine, and why. */
import { type MayBeEmpty } from "./verdict";

/** Panels that are empty for one reason, by the uids of their dashboards. */
type Panels = Readonly<Record<string, readonly string[]>>;

/** Panels that are empty here always. */
function because(reason: string, panels: Panels, lacks?: string): readonly MayBeEmpty[] {
  return Object.entries(panels).flatMap(([uid, titles]) =>
    titles.map((panel) => ({ uid, panel, reason, ...(lacks === undefined ? {} : { lacks }) })),
  );
}

/** Panels that are empty as long as this query has no result, and have to be filled when it has one. */
function without(lacks: string, reason: string, panels: Panels): readonly MayBeEmpty[] {
  return because(reason, panels, lacks);
}

const tooYoung = [
  ...because("It compares with hours, days or weeks ago, and the stack is minutes old.", {
    behaviour: [
      "Active users against other weeks",
      "Events against last week",
      "Events that nobody does any more",
    ],
    capacity: ["Series growth in 30 days"],
    host: ["Memory lost in 3 hours"],
    "host-system": ["Context switches against yesterday", "CPU busy against last week"],
    network: ["Received against last week"],
    "process-group": ["Growth of threads"],
    processes: ["Growth of threads"],
    prometheus: ["Samples of a target against a day ago"],
    security: ["Programs that were not there a day ago"],
    service: ["Requests against other weeks"],
    services: ["Requests an hour ago", "Requests against other weeks"],
    sessions: ["Sessions open against last week"],
    users: ["Active users against other weeks"],
  }),
  ...without("app_sessions_open offset 10m", "It compares with ten minutes ago.", {
    sessions: ["Sessions lost in ten minutes", "Sessions lost, over time"],
  }),
  ...without(
    "sum_over_time(alertname_severity_team_service:alerts_firing:count[15m:5m])",
    "It looks every five minutes, and no alert has fired at such a time.",
    { history: ["Alerts that fired longest"] },
  ),
  ...without(
    "max_over_time(instance:node_cpu_busy:avg1h[7d:1h])",
    "It looks at every full hour, and none has passed.",
    { capacity: ["Busiest hour of each week", "Hosts, the fullest memory first"] },
  ),
  ...without(
    "prometheus_tsdb_storage_blocks_bytes > 0",
    "Prometheus writes its first block after two hours.",
    {
      prometheus: ["Metrics on disk in a week"],
    },
  ),
  ...without(
    "instance_device_mountpoint:node_filesystem_time_left_seconds:deriv7d",
    "No filesystem has filled for long enough to say when it is full.",
    {
      capacity: ["Next filesystem full in"],
      hosts: ["Next filesystem full in"],
      storage: ["Next filesystem full in"],
    },
  ),
];

const noLoss = "The Collector counts no loss before the first one.";
const servers = [
  ...because("There is one Alertmanager, which has no other to talk to.", {
    alertmanager: [
      "Members that each knows",
      "Members that cannot be reached",
      "Messages between members that wait",
    ],
  }),
  ...without("otelcol_exporter_send_failed_log_records", noLoss, { collector: ["Log lines given up"] }),
  ...without("otelcol_exporter_send_failed_metric_points", noLoss, { collector: ["Data points given up"] }),
  ...without("otelcol_exporter_enqueue_failed_log_records", noLoss, {
    collector: ["Log lines that found the queue full"],
  }),
  ...without("otelcol_processor_memory_limiter_refused_log_records", noLoss, {
    collector: ["Log lines refused for want of memory"],
  }),
  ...without('probe_success{kind="icmp"} == 1', "This machine lets no program send a ping.", {
    "network-quality": [
      "Hops",
      "Jitter",
      "Jitter of a day",
      "Longest round trip",
      "Most jitter",
      "Round trip",
      "Round trip of a day",
    ],
  }),
];

/** What belongs to Grafana itself. */
const grafana = without("grafana_build_info", "Grafana is not installed on this machine.", {
  grafana: [
    "Bytes from data sources",
    "Connections to Grafana's database",
    "Dashboards stored",
    "Grafana requests",
    "Grafana requests by status",
    "Grafana requests failed",
    "Logins",
    "People who use Grafana",
    "Queries of data sources that fail",
    "Requests in work",
    "Requests now",
    "Requests that fail now",
    "Requests to data sources",
    "Time of Grafana's answers",
    "Time of answers now",
    "Time of data sources",
    "Versions of Grafana",
  ],
  security: ["Logins to Grafana"],
});

/** What is measured in a cluster, or in containers, on dashboards that are for every stack. */
const elsewhere = [
  ...because("Only a cluster has namespaces, pods and an API server.", {
    logs: ["Log lines by namespace", "Busiest pods"],
    security: ["API requests answered 401 or 403", "API authentications that failed"],
  }),
  ...because("Nothing runs in containers here.", {
    security: ["Containers made anew", "Containers started"],
  }),
  ...because("The servers of this stack talk to each other on one machine, without TLS and passwords.", {
    security: [
      "Certificates valid for",
      "Certificates verified",
      "Refused by the stack's servers, over time",
      "Requests refused by the stack's servers",
    ],
    stack: ["Certificates valid for", "Certificates verified"],
  }),
  ...because("No GPU in this machine, and where there is one only containers look at it.", {
    history: ["GPUs busy over months"],
    live: ["Busiest GPUs"],
  }),
];

const services = [
  ...without("db_client_operation_duration_seconds_count", "The demo service asks no database.", {
    "services-otlp": [
      "Database operations that fail",
      "Database operations that fail, over time",
      "Databases, as services see them",
    ],
  }),
  ...without("http_client_request_duration_seconds_count", "The demo service calls nobody else.", {
    "services-otlp": ["Calls that fail", "Calls that fail, over time", "Calls to others, most first"],
  }),
  ...without("http_server_active_requests", "The demo service does not tell how many requests are in work.", {
    "services-otlp": ["Requests in flight (OTLP)"],
  }),
];

/** Network cards that are real. */
const cards = 'device!~"lo|veth.+|br-.+|docker.+|cali.+|cni.+|ifb.+|lxc.+|tap.+|tun.+|virbr.+|vnet.+|wg.+"';
const traffic = `rate(node_network_receive_packets_total{${cards}}[1m]) > 0 or rate(node_network_transmit_packets_total{${cards}}[1m]) > 0`;

const machine = [
  ...without("node_memory_SwapTotal_bytes > 0", "No swap space in this machine.", {
    host: ["Swap used"],
    hosts: ["Swap, hosts with most"],
    memory: ["Swap, hosts with most"],
    "process-group": ["Swap used"],
  }),
  ...without(
    'node_processes_state{state="Z"}',
    "No process waits for its parent to notice that it has ended.",
    {
      "host-system": ["Zombies"],
    },
  ),
  ...without("node_textfile_mtime_seconds", "Nothing writes text files for node_exporter.", {
    "host-system": ["Text files, oldest first"],
  }),
  ...without("node_network_speed_bytes > 0", "No network card that tells how fast it is.", {
    host: ["Network use"],
    network: ["Busiest link", "Busiest links", "Network use"],
  }),
  ...without(traffic, "Nothing comes or goes over the network.", {
    network: ["Drops, as a share", "Errors, as a share"],
  }),
  ...without("node_bonding_slaves", "No bond of network cards.", { network: ["Links missing in a bond"] }),
  ...without("node_md_disks", "No software RAID in this machine.", {
    hardware: ["Disks missing in a RAID", "Failed disks in a RAID"],
    storage: ["Failed disks in a RAID"],
  }),
  ...without("node_hwmon_temp_celsius", "A virtual machine has no sensors.", {
    hardware: [
      "Alarm of a sensor",
      "Temperature",
      "Temperature over the critical limit",
      "Temperature over the maximum",
    ],
  }),
  ...without("node_edac_uncorrectable_errors_total", "No memory with ECC, or no driver of it.", {
    hardware: ["Memory errors corrected", "Memory errors not corrected"],
  }),
  ...without("node_cpu_package_throttles_total", "The processor does not tell of being throttled.", {
    hardware: ["CPU throttled by heat"],
  }),
  ...without("node_power_supply_online", "No power supply that can be asked.", {
    hardware: ["Power supply online"],
  }),
  ...because("Nothing writes text files about the health of disks.", {
    hardware: [
      "Bad sectors",
      "Disk healthy",
      "Disk wear",
      "New bad sectors, 1 day",
      "NVMe warnings and media errors",
      "Temperature of a disk",
    ],
    storage: [
      "Bad sectors",
      "Disk wear",
      "New bad sectors, 1 day",
      "NVMe warnings and media errors",
      "Temperature of a disk",
    ],
  }),
  ...because("nodeExporter.systemd is not set.", {
    hardware: ["Failed units", "Restarts of a service", "Timers, latest first", "Units by state"],
  }),
];

export const mayBeEmpty: readonly MayBeEmpty[] = [
  ...tooYoung,
  ...servers,
  ...grafana,
  ...elsewhere,
  ...services,
  ...machine,
];
