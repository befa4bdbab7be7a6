/**
 * What a rule needs of its surroundings to be able to fire: a server that runs, a version, a setting. Rules whose needs
 * a stack does not meet are not rendered, and `./observatory rules` says why.
 */
export const capabilities = {
  "alertmanager-cluster": "several Alertmanagers",
  collector: "the OpenTelemetry Collector",
  "collector-gateway": "the Collector's gateway for OTLP",
  containers: "cAdvisor: containers of a Docker host, or the kubelet's",
  coredns: "CoreDNS that can be scraped",
  "controller-manager": "a controller manager that can be scraped",
  etcd: "an etcd that can be scraped",
  gpu: "NVIDIA GPUs",
  grafana: "Grafana",
  hardware: "a machine of one's own: sensors, RAID and disks are the host's",
  kubernetes: "a Kubernetes cluster",
  "object-storage": "object storage for metrics",
  "postgres-17": "PostgreSQL 17 or newer",
  "postgres-before-17": "PostgreSQL 16 or older",
  postgres: "a PostgreSQL database",
  probes: "probes",
  "probes-content": "a probe that expects a text in the answer",
  "probes-dependencies": "a probe of something that belongs to somebody else",
  "probes-dns": "a probe of DNS",
  "probes-http": "a probe of HTTP",
  "probes-icmp": "a probe by ICMP",
  "probes-tcp": "a probe of TCP",
  "process-executables":
    "a process exporter that counts every executable, because the settings name no processes",
  "process-groups": "groups of processes that the settings name",
  replicas: "several Prometheus servers",
  scheduler: "a scheduler that can be scraped",
  "separate-logs": "Loki in parts of its own",
  services: "services that say how they answer: the demo, or services of the settings",
  "several-etcd": "an etcd of several members",
  slos: "service level objectives: the demo's, or slos of the settings",
  smart: "SMART values of disks, from smartctl_exporter or a text file",
  systemd: "systemd units, which node_exporter is asked for",
  thanos: "Thanos",
  tls: "certificates of the stack's own",
} as const;

/** Name of something that a rule needs. */
export type Capability = keyof typeof capabilities;
