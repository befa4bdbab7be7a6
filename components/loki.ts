import { type Component, type Site, type Workload } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { lokiConfig } from "./loki-config";
import { lokiPartWorkloads, lokiTarget } from "./loki-parts";
import { isRing } from "./loki-ring";
import { objectStorageCall, objectStorageEnv, objectStorageKeys } from "./object-storage";
import { kubernetesPorts, portTable } from "./ports";
import { authoritySecrets, scrapeClient, serving } from "./secured";

/** Loki: keeps logs, as processes that each do everything, or as parts that run by themselves. */
export function lokiServers(settings: Settings, site: Site): Component[] {
  const common = commonOf(settings, site);
  const workloads =
    settings.loki.mode === "distributed" ? lokiPartWorkloads(settings, common) : [single(settings, common)];
  return workloads.map((workload) => ({
    workload: secured(workload, site),
    scrape: [{ job: "loki", port: "http", client: scrapeClient(site, workload.name, { password: false }) }],
  }));
}

/** Loki knows no passwords of its own; its certificate is that of the workload. */
function secured(workload: Workload, site: Site): Workload {
  const { secrets, health } = serving(site, workload.name, { password: false });
  const own = secrets.filter(({ from }) => "certificate" in from);
  return {
    ...workload,
    secrets: [...(workload.secrets ?? []), ...own, ...authoritySecrets(site, workload.name)],
    health: { ...workload.health, ...health },
  };
}

/** What is the same for all processes. */
export type LokiCommon = Pick<
  Workload,
  | "server"
  | "args"
  | "env"
  | "files"
  | "secrets"
  | "ports"
  | "udpPorts"
  | "memberEnv"
  | "health"
  | "stopGraceSeconds"
  | "calls"
>;

function commonOf(settings: Settings, site: Site): LokiCommon {
  const at = site.place("loki");
  const { objectStorage } = settings;
  const ring = isRing(settings);
  return {
    server: "loki",
    args: [`-config.file=${at.file("loki.yml")}`, ...(ring ? ["-config.expand-env=true"] : [])],
    files: [{ name: "loki.yml", content: toYaml(lokiConfig(settings, site)), onChange: "restart" }],
    ...(objectStorage === undefined ? {} : { env: objectStorageEnv(at), secrets: [objectStorageKeys] }),
    ports: (ring ? kubernetesPorts(settings) : portTable(settings))["loki"] ?? {},
    ...(ring ? { udpPorts: ["gossip"], memberEnv: ["POD_IP", "POD_NAME"] as const } : {}),
    health: { port: "http", path: "/ready", withinSeconds: ring ? 600 : 120 },
    stopGraceSeconds: ring ? 300 : 60,
    calls: objectStorage === undefined ? [] : [objectStorageCall(objectStorage)],
  };
}

function single(settings: Settings, common: LokiCommon): Workload {
  const { replicas, memory, cpu, disk } = settings.loki;
  const peers = ["gossip", "grpc"].map((port) => ({ workload: "loki", port }));
  return {
    name: "loki",
    ...common,
    ...(isRing(settings) ? { args: [...common.args, lokiTarget("all")] } : {}),
    data: { size: disk },
    replicas,
    memory,
    cpu,
    calls: [...(isRing(settings) ? peers : []), ...(common.calls ?? [])],
  };
}
