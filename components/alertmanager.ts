import { type Call, type Component, type SecretFile, type Site } from "../platforms/workload";
import { secretKey, type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { kubernetesPorts, portTable } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";

/** Name of the receiver that tells nobody: alerts end there that no route wants. */
export const nobody = "nobody";

/** Alertmanager: groups alerts and tells people. */
export function alertmanager(settings: Settings, site: Site): Component {
  const at = site.place("alertmanager");
  const served = serving(site, "alertmanager", { password: true });
  return {
    workload: {
      name: "alertmanager",
      server: "alertmanager",
      args: [
        `--config.file=${at.file("alertmanager.yml")}`,
        `--storage.path=${at.data}`,
        `--data.retention=${settings.alertmanager.retention}`,
        `--web.listen-address=${at.listen("http")}`,
        `--web.external-url=${site.publicUrl("alertmanager", "http")}`,
        ...webConfigArgs(served),
        ...clusterArgs(settings, site),
        "--enable-feature=utf8-strict-mode",
      ],
      files: [
        {
          name: "alertmanager.yml",
          content: toYaml(alertmanagerConfig(settings, (name) => at.secret(name))),
          onChange: "reload",
        },
      ],
      secrets: [...receiverSecrets(settings), ...served.secrets],
      data: { size: settings.alertmanager.disk },
      ports: isCluster(settings)
        ? (kubernetesPorts(settings)["alertmanager"] ?? {})
        : (portTable(settings)["alertmanager"] ?? {}),
      health: { port: "http", path: "/-/ready", ...served.health },
      reload: {
        signal: "SIGHUP",
        confirm: {
          port: "http",
          path: "/metrics",
          metric: "alertmanager_config_last_reload_success_timestamp_seconds",
        },
      },
      memory: settings.alertmanager.memory,
      cpu: settings.alertmanager.cpu,
      replicas: settings.alertmanager.replicas,
      ...(isCluster(settings) ? { udpPorts: [gossip], memberEnv: ["POD_IP", "POD_NAME"] as const } : {}),
      calls: [
        ...(isCluster(settings) ? [{ workload: "alertmanager", port: gossip }] : []),
        ...receiverCalls(settings),
      ],
    },
    scrape: [{ job: "alertmanager", port: "http", client: scrapeClient(site, "alertmanager") }],
  };
}

/** Port on which the members tell each other what they have sent, and which silences there are. */
const gossip = "gossip";

const isCluster = ({ alertmanager }: Settings): boolean => alertmanager.replicas > 1;

/** How the members find each other. Each is told of every alert, and by turns they tell people, unless one has done so. */
function clusterArgs(settings: Settings, site: Site): readonly string[] {
  // One member: no gossip port is opened.
  if (!isCluster(settings)) return ["--cluster.listen-address="];
  const listen = site.place("alertmanager").listen(gossip);
  const port = listen.slice(listen.lastIndexOf(":"));
  return [
    `--cluster.listen-address=0.0.0.0${port}`,
    `--cluster.advertise-address=$(POD_IP)${port}`,
    // The order of the names is the order of the turns: with names that stay, it stays.
    "--cluster.peer-name=$(POD_NAME)",
    // Another stack's members never join by mistake.
    `--cluster.label=observatory-${settings.stack}`,
    ...site
      .members("alertmanager", gossip, settings.alertmanager.replicas)
      .map((member) => `--cluster.peer=${member}`),
  ];
}

/** The webhooks; where one is in a secret, it may be on any port. */
function receiverCalls({ receivers }: Settings): readonly Call[] {
  const urls = Object.values(receivers).map(({ url }) => url);
  if (urls.length === 0) return [];
  const ports = urls.map((url) => (url === undefined ? undefined : portOfUrl(url)));
  const known = ports.filter((port) => port !== undefined);
  const all = known.length === ports.length ? [...new Set(known)].sort((a, b) => a - b) : "any";
  return [{ outside: "receivers of alerts", ports: all }];
}

function portOfUrl(url: string): number {
  const { port, protocol } = new URL(url);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

/** alertmanager.yml as plain data. `secretPath` tells where a receiver's secret file lies. */
export function alertmanagerConfig(settings: Settings, secretPath: (name: string) => string) {
  const { critical = [], warning = critical, watchdog = [] } = settings.routes;
  return {
    route: {
      receiver: nobody,
      group_by: ["cluster", "alertname", "service"],
      // A fault is to be told within a minute: 15 s scrape + 5 s evaluation + 15 s `for` leave this much for grouping.
      // A second fault of the same kind joins the group of the first and waits for its interval: that counts as well.
      group_wait: "10s",
      group_interval: "30s",
      repeat_interval: "4h",
      routes: [
        ...deliver(watchdog, ['alertname="Watchdog"'], {
          group_wait: "0s",
          group_interval: "1m",
          repeat_interval: "2m",
        }),
        { receiver: nobody, matchers: ['alertname="Watchdog"'] },
        ...deliver(critical, ['severity="critical"'], {
          group_wait: "5s",
          group_interval: "10s",
          repeat_interval: "1h",
        }),
        ...deliver(warning, ['severity="warning"'], { repeat_interval: "12h" }),
      ],
    },
    receivers: [
      { name: nobody },
      ...Object.keys(settings.receivers)
        .sort()
        .map((name) => receiver(settings, name, secretPath)),
    ],
    inhibit_rules: [
      {
        name: "critical-over-warning",
        source_matchers: ['severity="critical"'],
        target_matchers: ['severity="warning"'],
        equal: ["cluster", "alertname", "instance"],
      },
      {
        // Who hears that a host's exporter is away need not hear what can no longer be measured there.
        name: "target-down-over-its-host",
        source_matchers: ['alertname="TargetDown"', 'job="node"'],
        target_matchers: ['service="host"'],
        equal: ["cluster", "instance"],
      },
    ],
  };
}

/** One route per receiver; all but the last carry on, so that each of them is told and later routes are not reached. */
function deliver(
  receivers: readonly string[],
  matchers: readonly string[],
  timing: Readonly<Record<string, string>>,
) {
  return receivers.map((receiver, index) => ({
    receiver,
    matchers,
    ...timing,
    continue: index < receivers.length - 1,
  }));
}

function receiver(settings: Settings, name: string, secretPath: (name: string) => string) {
  const { url, sendResolved } = found(settings, name);
  const where = url === undefined ? { url_file: secretPath(`${name}-url`) } : { url };
  return { name, webhook_configs: [{ ...where, send_resolved: sendResolved }] };
}

function found(settings: Settings, name: string): Settings["receivers"][string] {
  const receiver = settings.receivers[name];
  if (receiver === undefined) throw new Error(`${name} is not a receiver`);
  return receiver;
}

/** The secrets that receivers read from files: a webhook URL that is not in the settings. */
function receiverSecrets(settings: Settings): SecretFile[] {
  return Object.entries(settings.receivers)
    .filter(([, { url }]) => url === undefined)
    .map(([name]) => ({ name: `${name}-url`, from: { config: secretKey(name, "Url") } }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
