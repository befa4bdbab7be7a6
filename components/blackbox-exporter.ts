import { type Component, type ScrapeJob, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { portTable } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";

const modules = {
  http: {
    prober: "http",
    timeout: "5s",
    http: { preferred_ip_protocol: "ip4", ip_protocol_fallback: true, follow_redirects: true },
  },
  icmp: { prober: "icmp", timeout: "5s", icmp: { preferred_ip_protocol: "ip4", ip_protocol_fallback: true } },
  tcp: { prober: "tcp", timeout: "5s", tcp: { preferred_ip_protocol: "ip4", ip_protocol_fallback: true } },
};

/** blackbox_exporter: calls addresses from outside, as a user would. */
export function blackboxExporter(settings: Settings, site: Site): Component {
  const at = site.place("blackbox-exporter");
  const served = serving(site, "blackbox-exporter", { password: true });
  return {
    workload: {
      name: "blackbox-exporter",
      server: "blackbox-exporter",
      args: [
        `--config.file=${at.file("blackbox.yml")}`,
        `--web.listen-address=${at.listen("http")}`,
        ...webConfigArgs(served),
        "--log.level=warn",
      ],
      files: [{ name: "blackbox.yml", content: toYaml({ modules }), onChange: "reload" }],
      ports: portTable(settings)["blackbox-exporter"] ?? {},
      secrets: served.secrets,
      health: { port: "http", path: "/-/healthy", ...served.health },
      reload: {
        signal: "SIGHUP",
        confirm: {
          port: "http",
          path: "/metrics",
          metric: "blackbox_exporter_config_last_reload_success_timestamp_seconds",
        },
      },
      memory: "128Mi",
      cpu: "50m",
      ping: true,
      calls: [{ outside: "what is probed", ports: "any" }],
    },
    scrape: [
      { job: "blackbox-exporter", port: "http", client: scrapeClient(site, "blackbox-exporter") },
      ...probeJobs(settings, site),
    ],
  };
}

/** One scrape job for each kind and interval of probes; all carry the label job="blackbox". */
function probeJobs(settings: Settings, site: Site): ScrapeJob[] {
  const jobs = new Map<string, ScrapeJob>();
  for (const { name, target, kind, interval = settings.scrapeInterval } of settings.probes) {
    const id = `blackbox-${kind}-${interval}`;
    jobs.set(id, {
      job: "blackbox",
      name: id,
      port: "http",
      through: true,
      client: scrapeClient(site, "blackbox-exporter"),
      path: "/probe",
      interval,
      params: { module: [kind] },
      labels: { kind },
      targets: [...(jobs.get(id)?.targets ?? []), { address: target, instance: name }],
    });
  }
  return [...jobs.values()];
}
