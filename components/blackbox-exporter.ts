import { type Component, type ScrapeJob, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { literal } from "./cluster-relabel";
import { portTable } from "./ports";
import { authoritySecrets, scrapeClient, serving, webConfigArgs } from "./secured";
import { certificateCalls, certificateJobs, certificateModules } from "./stack-certificates";

type Probe = Settings["probes"][number];

const general = {
  http: {
    prober: "http",
    timeout: "5s",
    http: { preferred_ip_protocol: "ip4", ip_protocol_fallback: true, follow_redirects: true },
  },
  icmp: { prober: "icmp", timeout: "5s", icmp: { preferred_ip_protocol: "ip4", ip_protocol_fallback: true } },
  tcp: { prober: "tcp", timeout: "5s", tcp: { preferred_ip_protocol: "ip4", ip_protocol_fallback: true } },
};

/** The module of a probe: that of its kind, or one of its own where it says more than an address. */
function moduleOf({ name, kind, content }: Probe): string {
  return kind === "dns" || content !== undefined ? `${kind}-${name}` : kind;
}

/** The modules that all probes share, and those of single ones. */
function modulesOf(probes: readonly Probe[]): Readonly<Record<string, unknown>> {
  const own = probes.flatMap((probe): (readonly [string, unknown])[] => {
    const { kind, content, query, record = "A" } = probe;
    if (kind === "dns")
      return [
        [
          moduleOf(probe),
          {
            prober: "dns",
            timeout: "5s",
            dns: {
              query_name: query,
              query_type: record,
              preferred_ip_protocol: "ip4",
              ip_protocol_fallback: true,
            },
          },
        ],
      ];
    if (kind !== "http" || content === undefined) return [];
    const { http } = general;
    return [
      [
        moduleOf(probe),
        { ...http, http: { ...http.http, fail_if_body_not_matches_regexp: [literal(content)] } },
      ],
    ];
  });
  return { ...general, ...Object.fromEntries(own) };
}

/**
 * blackbox_exporter: calls addresses from outside, as a user would, and the stack's own servers for their certificates.
 *
 * @param certified names of the servers that have a certificate of the stack's authority
 */
export function blackboxExporter(
  settings: Settings,
  site: Site,
  certified: readonly string[] = [],
): Component {
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
      files: [
        {
          name: "blackbox.yml",
          content: toYaml({
            modules: { ...modulesOf(settings.probes), ...certificateModules(site, certified) },
          }),
          onChange: "reload",
        },
      ],
      ports: portTable(settings)["blackbox-exporter"] ?? {},
      secrets: [...served.secrets, ...authoritySecrets(site, "blackbox-exporter")],
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
      calls: [{ outside: "what is probed", ports: "any" }, ...certificateCalls(certified)],
    },
    scrape: [
      { job: "blackbox-exporter", port: "http", client: scrapeClient(site, "blackbox-exporter") },
      ...probeJobs(settings, site),
      ...certificateJobs(site, certified),
    ],
  };
}

/**
 * One scrape job for each module and interval of probes; all carry the label job="blackbox". What belongs to somebody else
 * carries dependency="true", so that its failures call nobody.
 */
function probeJobs(settings: Settings, site: Site): ScrapeJob[] {
  const jobs = new Map<string, ScrapeJob>();
  for (const probe of settings.probes) {
    const { name, target, kind, interval = settings.scrapeInterval, dependency } = probe;
    const module = moduleOf(probe);
    const id = `blackbox-${module}-${interval}${dependency ? "-dependency" : ""}`;
    jobs.set(id, {
      job: "blackbox",
      name: id,
      port: "http",
      through: true,
      client: scrapeClient(site, "blackbox-exporter"),
      path: "/probe",
      interval,
      params: { module: [module] },
      labels: { kind, ...(dependency ? { dependency: "true" } : {}) },
      targets: [...(jobs.get(id)?.targets ?? []), { address: target, instance: name }],
    });
  }
  return [...jobs.values()];
}
