/**
 * What a rule needs of its surroundings to be able to fire: a server that runs, a version, a setting. Rules whose needs
 * a stack does not meet are not rendered, and `./observatory rules` says why.
 */
export const capabilities = {
  "alertmanager-cluster": "several Alertmanagers",
  certificates: "servers with certificates of the stack's own authority",
  collector: "the OpenTelemetry Collector",
  containers: "cAdvisor: containers of a Docker host, or the kubelet's",
  coredns: "CoreDNS that can be scraped",
  "controller-manager": "a controller manager that can be scraped",
  etcd: "an etcd that can be scraped",
  gpu: "NVIDIA GPUs",
  grafana: "Grafana",
  hardware: "sensors, RAID and disks that the host itself sees",
  kubernetes: "a Kubernetes cluster",
  "object-storage": "object storage for metrics",
  postgres: "a PostgreSQL database",
  probes: "probes",
  "probes-content": "a probe that expects a text in the answer",
  "probes-dependencies": "a probe of something that belongs to somebody else",
  "probes-dns": "a probe of DNS",
  "probes-http": "a probe of HTTP",
  "probes-icmp": "a probe by ICMP",
  "process-executables":
    "a process exporter that counts every executable, because the settings name no processes",
  "process-groups": "groups of processes that the settings name",
  replicas: "several Prometheus servers",
  scheduler: "a scheduler that can be scraped",
  services: "services that say how they answer: the demo, or services of the settings",
  "several-etcd": "an etcd of several members",
  slos: "service level objectives: the demo's, or slos of the settings",
  smart: "SMART values of disks, from text files",
  systemd: "systemd units, which node_exporter is asked for",
  thanos: "Thanos",
} as const;

/** Name of something that a rule needs. */
export type Capability = keyof typeof capabilities;
