import { type Capability } from "../../rules/capability";

/** Something that has to be watched, and how it can be told that it is. */
export interface Item {
  readonly subject: string;
  readonly what: string;
  /** Metrics that tell of it, as regular expressions that fit the whole name; one that is used is enough. */
  readonly metrics: readonly string[];
  /** Only where these are there. @default everywhere */
  readonly needs?: readonly Capability[];
  /** True where a dashboard is all that is wanted: knowing is useful, and nobody has to act. @default false */
  readonly onlyShown?: boolean;
}

type Row = readonly [
  what: string,
  metrics: string | readonly string[],
  more?: Omit<Item, "subject" | "what" | "metrics">,
];

function items(subject: string, needs: readonly Capability[], rows: readonly Row[]): readonly Item[] {
  return rows.map(([what, metrics, more = {}]) => ({
    subject,
    what,
    metrics: [metrics].flat(),
    ...more,
    ...(needs.length + (more.needs ?? []).length === 0 ? {} : { needs: [...needs, ...(more.needs ?? [])] }),
  }));
}

const host = items(
  "Hosts",
  [],
  [
    ["CPU use", "node_cpu_seconds_total"],
    ["load", "node_load5"],
    ["memory", "node_memory_MemAvailable_bytes"],
    ["swap", ["node_memory_SwapFree_bytes", "node_vmstat_pswpout"]],
    ["out-of-memory kills", "node_vmstat_oom_kill"],
    ["pressure (PSI)", "node_pressure_(cpu|io|memory)_waiting_seconds_total"],
    ["file descriptors", "node_filefd_allocated"],
    ["processes blocked", "node_procs_blocked"],
    ["clock", ["node_timex_sync_status", "node_timex_offset_seconds"]],
    ["reboots", "node_boot_time_seconds"],
    ["RAID", "node_md_.*"],
    ["temperature", "node_hwmon_temp_celsius"],
    ["memory errors (EDAC)", "node_edac_.*"],
    ["SMART", "(smartctl_device|smartmon|node_smart)_.*", { needs: ["smart"] }],
    ["systemd units", "node_systemd_unit_state", { needs: ["systemd"] }],
  ],
);

const storage = items(
  "Storage",
  [],
  [
    ["space", "node_filesystem_avail_bytes"],
    ["inodes", "node_filesystem_files_free"],
    ["read-only", "node_filesystem_readonly"],
    ["latency of reads", "node_disk_read_time_seconds_total"],
    ["latency of writes", "node_disk_write_time_seconds_total"],
    ["saturation", ["node_disk_io_time_weighted_seconds_total", "node_disk_io_time_seconds_total"]],
    ["throughput", "node_disk_(read|written)_bytes_total", { onlyShown: true }],
  ],
);

const network = items(
  "Networks",
  [],
  [
    ["throughput", "node_network_(receive|transmit)_bytes_total"],
    ["drops", "node_network_(receive|transmit)_drop_total"],
    ["errors", "node_network_(receive|transmit)_errs_total"],
    ["retransmits", "node_netstat_Tcp_RetransSegs"],
    ["listen queues", "node_netstat_TcpExt_Listen(Overflows|Drops)"],
    ["connection tracking", "node_nf_conntrack_entries"],
    ["link state", ["node_network_up", "node_network_carrier.*"]],
    ["bonding", "node_bonding_.*"],
    ["latency", "probe_(icmp_)?duration_seconds", { needs: ["probes"] }],
    ["loss", "probe_success", { needs: ["probes-icmp"] }],
  ],
);

const processes = items(
  "Processes",
  [],
  [
    ["count", "namedprocess_namegroup_num_procs"],
    ["state", "namedprocess_namegroup_states"],
    ["threads", "namedprocess_namegroup_num_threads"],
    ["memory", "namedprocess_namegroup_memory_bytes"],
    ["CPU", "namedprocess_namegroup_cpu_seconds_total"],
    ["descriptors", "namedprocess_namegroup_worst_fd_ratio"],
    ["restarts", "namedprocess_namegroup_oldest_start_time_seconds"],
  ],
);

const containers = items(
  "Containers",
  ["containers"],
  [
    ["CPU", "container_cpu_usage_seconds_total"],
    ["throttling", "container_cpu_cfs_throttled_periods_total"],
    ["memory", "container_memory_working_set_bytes"],
    ["out-of-memory kills", "container_oom_events_total"],
    ["restarts and loss", ["container_start_time_seconds", "container_last_seen"]],
    ["network", "container_network_.*"],
  ],
);

const postgres = items(
  "Databases",
  ["postgres"],
  [
    ["up", "pg_up"],
    ["connections", "pg_stat_activity_count"],
    ["query performance", "pg_stat_statements_.*"],
    ["long transactions", "pg_(stat_activity_max_tx_duration|long_running_transactions.*)"],
    ["locks and waits", ["pg_locks_count", "pg_stat_activity_count"]],
    ["deadlocks", "pg_stat_database_deadlocks"],
    ["replication", ["pg_replication_lag_seconds", "pg_stat_replication_.*"]],
    ["slots", "pg_replication_slot.*"],
    ["WAL", ["pg_wal_size_bytes", "pg_stat_archiver_.*"]],
    ["vacuum", "pg_stat_user_tables_n_dead_tup"],
    ["wraparound", "pg_database_wraparound_.*"],
    ["checkpoints", "pg_stat_(bgwriter|checkpointer)_.*"],
    ["cache", "pg_stat_database_blks_(hit|read)"],
    ["temporary files", "pg_stat_database_temp_(bytes|files)"],
    ["sizes", "pg_database_size_bytes"],
  ],
);

const gpu = items(
  "GPUs",
  ["gpu"],
  [
    ["utilisation", ["DCGM_FI_DEV_GPU_UTIL", "DCGM_FI_PROF_GR_ENGINE_ACTIVE"]],
    ["memory", "DCGM_FI_DEV_FB_USED"],
    ["temperature", "DCGM_FI_DEV_GPU_TEMP"],
    ["power", "DCGM_FI_DEV_POWER_USAGE"],
    ["XID errors", "DCGM_EXP_XID_ERRORS_COUNT"],
    ["ECC errors", "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL"],
    ["row remapping", "DCGM_FI_DEV_(ROW_REMAP_FAILURE|UNCORRECTABLE_REMAPPED_ROWS)"],
    ["throttling", ["DCGM_FI_DEV_THERMAL_VIOLATION", "DCGM_EXP_CLOCK_EVENTS_COUNT"]],
    ["NVLink", "DCGM_FI_DEV_NVLINK_.*"],
    ["PCIe", "DCGM_FI_DEV_PCIE_REPLAY_COUNTER"],
    ["idle allocation", "DCGM_FI_DEV_FB_USED"],
  ],
);

const probes = items(
  "Probes and third parties",
  ["probes"],
  [
    ["availability", "probe_success"],
    ["HTTP status and phases", "probe_http_(status_code|duration_seconds)"],
    ["TLS expiry", "probe_ssl_earliest_cert_expiry"],
    ["DNS", "probe_dns_.*", { needs: ["probes-dns"] }],
    ["latency", "probe_duration_seconds"],
  ],
);

const services = items(
  "API services",
  ["services"],
  [
    ["requests", "http_requests_total"],
    ["errors", "http_requests_total"],
    ["latency", "http_request_duration_seconds_bucket"],
    ["saturation", "http_requests_in_flight"],
    ["memory of the runtime", ["nodejs_heap_size_used_bytes", "process_resident_memory_bytes"]],
    ["event loop and garbage collection", "nodejs_(eventloop_lag|gc_duration)_.*"],
    ["restarts", "process_start_time_seconds"],
  ],
);

const users = items(
  "Users",
  ["services"],
  [
    ["active users", "app_users_active"],
    ["sessions", "app_sessions_open"],
    ["behaviour by event", "app_user_events_total"],
  ],
);

const business = items(
  "Business",
  ["services"],
  [
    ["task completion rate", "app_tasks_total"],
    ["tasks waiting", "app_tasks_waiting"],
    ["processing success rate", "app_processing_total"],
    ["task duration", "app_task_duration_seconds.*"],
    ["last success", "app_task_last_success_timestamp_seconds"],
  ],
);

const kubernetes = items(
  "Kubernetes",
  ["kubernetes"],
  [
    ["pods", "kube_pod_status_(phase|ready|reason)"],
    ["container restarts and waits", "kube_pod_container_status_(restarts_total|waiting_reason)"],
    ["deployments", "kube_deployment_status_replicas_.*"],
    ["stateful sets", "kube_statefulset_status_replicas.*"],
    ["daemon sets", "kube_daemonset_status_.*"],
    ["jobs", "kube_job_.*"],
    ["cron jobs", "kube_cronjob_.*"],
    ["autoscalers", "kube_horizontalpodautoscaler_.*"],
    ["disruption budgets", "kube_poddisruptionbudget_.*"],
    ["requests and limits", "kube_pod_container_resource_(requests|limits)"],
    ["quotas", "kube_resourcequota"],
    ["container CPU and throttling", "container_cpu_.*"],
    ["container memory", "container_memory_working_set_bytes"],
    ["volume claims", ["kubelet_volume_stats_available_bytes", "kube_persistentvolumeclaim_status_phase"]],
    ["volumes", "kube_persistentvolume_status_phase"],
    ["nodes", "kube_node_status_condition"],
    ["kubelet", "kubelet_.*"],
    ["API server errors and latency", "apiserver_request_(total|duration_seconds.*)"],
    ["client certificates", "apiserver_client_certificate_expiration_seconds.*"],
    ["CoreDNS", "coredns_.*", { needs: ["coredns"] }],
    ["scheduler", "scheduler_.*", { needs: ["scheduler"] }],
    ["controller manager", "workqueue_.*", { needs: ["controller-manager"] }],
    ["etcd", "etcd_.*", { needs: ["etcd"] }],
    ["kube-state-metrics", "kube_state_metrics_.*"],
  ],
);

const stack = items(
  "The stack itself",
  [],
  [
    ["targets", "up"],
    ["Prometheus: rules", "prometheus_rule_.*"],
    ["Prometheus: storage", "prometheus_tsdb_.*"],
    ["Prometheus: notifications", "prometheus_notifications_.*"],
    ["Prometheus: scraping", ["prometheus_target_.*", "scrape_duration_seconds"]],
    ["Alertmanager: notifications", "alertmanager_notifications_.*"],
    ["Alertmanager: cluster", "alertmanager_cluster_.*", { needs: ["alertmanager-cluster"] }],
    ["Loki: requests", "loki_request_duration_seconds.*"],
    ["Loki: lines refused", "loki_discarded_.*"],
    ["Loki: retention", "loki_(boltdb_shipper_)?compact.*"],
    ["Collector: refused and lost", "otelcol_(receiver|exporter|processor)_.*"],
    ["Collector: queues", "otelcol_exporter_queue_.*"],
    ["Grafana", "grafana_.*", { needs: ["grafana"] }],
    ["exporters", "node_scrape_collector_success"],
    ["Thanos: compaction", "thanos_compact_.*", { needs: ["object-storage"] }],
    ["Thanos: storage", "thanos_objstore_.*", { needs: ["object-storage"] }],
    ["Thanos: queries", ["thanos_query_.*", "http_request.*", "grpc_.*"], { needs: ["thanos"] }],
  ],
);

/** Everything that has to be watched. */
export const coverageItems: readonly Item[] = [
  ...host,
  ...storage,
  ...network,
  ...processes,
  ...containers,
  ...postgres,
  ...gpu,
  ...probes,
  ...services,
  ...users,
  ...business,
  ...kubernetes,
  ...stack,
];
