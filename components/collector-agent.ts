import { hostNamespaceOf } from "../platforms/kubernetes/names";
import { type Component, type HostAccess, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { hostFiles, logFiles } from "./collector-files";
import {
  collectorMemory,
  lastingExtensions,
  lokiExporter,
  storage,
  telemetry,
  trust,
} from "./collector-parts";
import { ofResources, placeStatements, podAccess, podAttributes, podStatements } from "./collector-pods";
import { lokiPushUrl, lokiPushWorkload } from "./loki-address";
import { kubernetesPorts, portOf } from "./ports";
import { authoritySecrets } from "./secured";

/** The collector on each node of a cluster: logs of its pods and of the node itself, to Loki. */
export function collectorAgent(settings: Settings, site: Site): Component {
  const at = site.place("collector");
  const table = kubernetesPorts(settings);
  const { memory, cpu } = settings.collector;
  return {
    workload: {
      name: "collector",
      server: "collector",
      args: [
        `--config=${at.file("collector.yml")}`,
        // Lines are handed on before their position is kept. Otherwise up to 100 of each file are lost where the collector
        // is killed between the two.
        "--feature-gates=stanza.synchronousLogEmitter",
      ],
      env: collectorMemory(memory).env,
      memberEnv: ["NODE_NAME"],
      files: [{ name: "collector.yml", content: toYaml(agentConfig(settings, site)), onChange: "restart" }],
      data: { size: "2Gi" },
      ports: {
        health: portOf(table, "collector", "health"),
        metrics: portOf(table, "collector", "metrics"),
      },
      // The pods of the node have to be known first.
      health: { port: "health", path: "/", withinSeconds: 120 },
      memory,
      cpu,
      secrets: authoritySecrets(site, "collector"),
      eachHost: { labels: {} },
      clusterAccess: podAccess,
      calls: [{ workload: lokiPushWorkload(settings), port: "http" }],
      host: {
        mounts: logFolders(settings).map((from) => ({
          from,
          to: from === "/" ? site.hostRoot : site.hostRoot + from,
          propagation: "rslave",
        })) satisfies HostAccess["mounts"],
        // Log files are readable to root and the group adm only; all capabilities but these are dropped.
        user: "0:0",
      },
      // The journal is read with the node's own journalctl, as seen from the node's root folder.
      capabilities: ["CAP_DAC_READ_SEARCH", ...(settings.logs.journal ? ["CAP_SYS_CHROOT"] : [])],
    },
    scrape: [{ job: "collector", port: "metrics", shards: "split" }],
  };
}

/** collector.yml of the collector on each node, as plain data. */
export function agentConfig(settings: Settings, site: Site) {
  const at = site.place("collector");
  const host = {
    "file_log/host": { ...hostFiles(settings, site), retry_on_failure: patience },
    ...(settings.logs.journal ? { journald: journal(site) } : {}),
  };
  const pipeline = (receivers: readonly string[], processors: readonly string[]) => ({
    receivers,
    processors: ["memory_limiter", ...processors],
    exporters: ["otlp_http/loki"],
  });
  return {
    extensions: lastingExtensions(at),
    receivers: { ...host, "file_log/pods": podFiles(settings, site) },
    processors: {
      memory_limiter: collectorMemory(settings.collector.memory).limiter,
      k8s_attributes: podAttributes("files"),
      "transform/host": {
        error_mode: "ignore",
        log_statements: ofResources(placeStatements(settings, nodeName)),
      },
      "transform/pods": {
        error_mode: "ignore",
        log_statements: ofResources([
          `set(resource.attributes["host"], "${nodeName}")`,
          ...podStatements(settings),
        ]),
      },
    },
    exporters: {
      "otlp_http/loki": { ...lokiExporter(lokiPushUrl(settings, site), "wait"), ...trust(site, "collector") },
    },
    service: {
      extensions: ["health_check", storage],
      pipelines: {
        "logs/host": pipeline(Object.keys(host).sort(), ["transform/host"]),
        "logs/pods": pipeline(["file_log/pods"], ["k8s_attributes", "transform/pods"]),
      },
      telemetry: telemetry(at),
    },
  };
}

/** The collector fills in the variable. */
const nodeName = "${env:NODE_NAME}";

/** A file waits on its disk until what was read of it is taken. */
const patience = { enabled: true, max_elapsed_time: "0s" };

/** What the containers of the node's pods print, as containerd and CRI-O keep it. */
function podFiles(settings: Settings, site: Site) {
  const { files } = site.serverLogs;
  const own = `${hostNamespaceOf(settings)}_collector-*`;
  return {
    ...logFiles,
    include_file_name: false,
    // A long line may be cut at a space.
    preserve_trailing_whitespaces: true,
    // From the start: the first lines of a container are those that tell why it does not work.
    start_at: "beginning",
    include: files,
    // What this collector itself prints is mostly about lines that it cannot deliver: each would bring the next.
    exclude: files.map((pattern) => pattern.replace("*", own)),
    retry_on_failure: patience,
    operators: [
      // Pieces are put together by the path of their file. With the stream before it, a line of one stream does not end
      // that of the other; all that follows takes what it needs from the end of the path.
      {
        type: "add",
        field: 'attributes["log.file.path"]',
        value: `EXPR((body matches "^[^ ]+ stderr " ? "stderr" : "stdout") + attributes["log.file.path"])`,
      },
      // Time, stream, and lines that were cut in pieces; namespace, pod and container come from the path.
      { type: "container", max_log_size: logFiles.max_log_size },
      { type: "remove", field: 'attributes["log.file.path"]' },
      { type: "remove", field: "attributes.logtag", if: "attributes.logtag != nil" },
    ],
  };
}

/** The node's journal: the entry is the message, and the name is that of the unit. */
function journal({ hostRoot }: Site) {
  return {
    directory: "/var/log/journal",
    // The image has no journalctl, and the node's own reads what the node's systemd writes.
    root_path: hostRoot,
    journalctl_path: "/usr/bin/journalctl",
    start_at: "end",
    storage,
    retry_on_failure: patience,
    operators: [
      {
        type: "copy",
        from: "body._SYSTEMD_UNIT",
        to: 'resource["service.name"]',
        if: "body._SYSTEMD_UNIT != nil",
      },
      {
        type: "copy",
        from: "body.SYSLOG_IDENTIFIER",
        to: 'resource["service.name"]',
        if: 'resource["service.name"] == nil and body.SYSLOG_IDENTIFIER != nil',
      },
      { type: "move", from: "body.MESSAGE", to: "body", if: "body.MESSAGE != nil" },
    ],
  };
}

/** The folders of the node that are read: the smallest that hold all files, none inside of another. */
function logFolders({ logs }: Settings): readonly string[] {
  if (logs.journal) return ["/"];
  const folders = [...new Set(["/var/log", ...logs.files.map(fixedFolder)])].sort();
  const holds = (outer: string, inner: string): boolean =>
    outer !== inner && (outer === "/" || inner.startsWith(`${outer}/`));
  return folders.filter((folder) => !folders.some((other) => holds(other, folder)));
}

/** /srv/*\/logs/app.log → /srv: the folder of a pattern that does not depend on its wildcards. */
function fixedFolder(pattern: string): string {
  const segments = pattern.split("/");
  const wild = segments.findIndex((segment) => /[*?[{]/.test(segment));
  const fixed = segments.slice(0, wild < 0 ? -1 : Math.min(wild, segments.length - 1)).join("/");
  return fixed === "" ? "/" : fixed;
}
