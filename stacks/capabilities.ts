import { type Site } from "../platforms/workload";
import { capabilities, type Capability } from "../rules/capability";
import { type Rules } from "../rules/rule";
import { type Settings } from "./settings";

/** What a stack has of what rules need: true, or why not and what to write. */
export type Capabilities = Readonly<Record<Capability, true | string>>;

/**
 * Works out from the settings what there is to watch. Content for servers that exist has everything that such servers may
 * have: who has them knows.
 */
export function capabilitiesOf(settings: Settings, site: Pick<Site, "runs" | "target">): Capabilities {
  if (settings.target === "content") {
    const all = Object.fromEntries(Object.keys(capabilities).map((name) => [name, true])) as Capabilities;
    return {
      ...all,
      certificates: "content is for servers that have no certificates of this stack's authority",
    };
  }
  const cluster = site.target === "kubernetes";
  const { controlPlane } = settings.kubernetes;
  const inCluster = (has: boolean, write: string) =>
    cluster ? has || `write ${write}` : "only on the target kubernetes";
  const probeOf = (kind: string) =>
    settings.probes.some((probe) => probe.kind === kind) || `no probe of the settings is of kind ${kind}`;
  const several = (count: number, what: string) => count > 1 || `there is one ${what}`;
  return {
    "alertmanager-cluster": several(settings.alertmanager.replicas, "Alertmanager"),
    certificates: inCluster(true, ""),
    collector: true,
    containers: site.runs("cadvisor") || "no cAdvisor runs here; the target docker has one",
    coredns: inCluster(true, ""),
    "controller-manager": inCluster(
      controlPlane.controllerManager,
      "observatory:kubernetes: { controlPlane: { controllerManager: true } } where it can be scraped",
    ),
    etcd: inCluster(
      controlPlane.etcd,
      "observatory:kubernetes: { controlPlane: { etcd: true } } where it can be scraped",
    ),
    gpu: settings.gpu || "write observatory:gpu: true where there are NVIDIA GPUs",
    grafana: (settings.grafana.enabled && site.runs("grafana")) || "no Grafana runs here",
    hardware: true,
    kubernetes: inCluster(true, ""),
    "object-storage": inCluster(settings.objectStorage !== undefined, "observatory:objectStorage"),
    postgres: settings.postgres.length > 0 || "write observatory:postgres with the databases to watch",
    probes: settings.probes.length > 0 || settings.demo || "write observatory:probes with what to call",
    "probes-content":
      settings.probes.some((probe) => probe.content !== undefined) ||
      "no probe of the settings says what its answer has to contain",
    "probes-dependencies":
      settings.probes.some((probe) => probe.dependency) || "no probe of the settings is a dependency",
    "probes-dns": probeOf("dns"),
    "probes-http": settings.demo || probeOf("http"),
    "probes-icmp": probeOf("icmp"),
    "process-executables":
      settings.processes.length === 0 || "the settings name the groups of processes that count",
    "process-groups":
      settings.processes.length > 0 || "write observatory:processes with the processes that have to run",
    replicas: several(settings.prometheus.replicas, "Prometheus server"),
    scheduler: inCluster(
      controlPlane.scheduler,
      "observatory:kubernetes: { controlPlane: { scheduler: true } } where it can be scraped",
    ),
    services:
      settings.demo ||
      settings.services.length > 0 ||
      cluster ||
      "write observatory:demo: true, or run services on the target kubernetes",
    "several-etcd": inCluster(controlPlane.etcd, "observatory:kubernetes: { controlPlane: { etcd: true } }"),
    slos:
      settings.demo || settings.slos.length > 0 || "write observatory:slos with what your services promise",
    smart:
      settings.nodeExporter.smart ||
      "write observatory:nodeExporter: { smart: true } where disks tell of their health",
    systemd: settings.nodeExporter.systemd || "write observatory:nodeExporter: { systemd: true }",
    thanos: inCluster(true, ""),
  };
}

/** The groups and alerts whose needs are met, in their order. A group of which nothing is left falls out. */
export function rulesFor(has: Capabilities, groups: readonly Rules[]): readonly Rules[] {
  return groups
    .filter(({ needs = [] }) => missing(has, needs).length === 0)
    .map((rules) => ({
      ...rules,
      alerts: rules.alerts.filter(({ needs }) => missing(has, needs).length === 0),
    }))
    .filter(({ alerts, recordings }) => alerts.length + recordings.length > 0);
}

/** What is not there of what is needed, with the reason. */
export function missing(
  has: Capabilities,
  needs: readonly Capability[],
): readonly { readonly capability: Capability; readonly why: string }[] {
  return needs.flatMap((capability) => {
    const why = has[capability];
    return why === true ? [] : [{ capability, why }];
  });
}
