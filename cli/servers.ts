import { spawnSync } from "node:child_process";
import { isHealthy } from "../platforms/local/health";
import { stackPaths } from "../platforms/local/paths";
import { isAlive, states, type ProcessState } from "../platforms/local/supervisor";
import { settingsNotices } from "../stacks/notices";
import { checkout } from "../tools/cache";
import { namespaceFor } from "../platforms/kubernetes/names";
import { type Workload } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { commandFor } from "../tools/kubectl";
import { clusterConditions, clusterOf, type Condition } from "./cluster";
import { UserError } from "./errors";
import { type Loaded } from "./load";
import { table } from "./table";

/** The table that `up` ends with and `status` prints: what, where, how it is, how to log in. */
export async function serverTable(
  loaded: Loaded,
): Promise<{ readonly text: string; readonly allWell: boolean }> {
  const { site, stack, settings } = loaded;
  const conditions = await conditionsOf(loaded);
  const inCluster = settings.target === "kubernetes";
  const rows = stack.workloads.map((workload) => {
    const { name, health } = workload;
    const { well, detail, version = "-" } = conditions.get(name) ?? { well: false, detail: "not there" };
    return {
      well,
      cells: [
        name,
        inCluster ? wayTo(workload, loaded) : site.publicUrl(name, health.port),
        well ? "healthy" : "NOT HEALTHY",
        detail,
        ...(inCluster ? [version] : []),
        login(name, settings),
      ],
    };
  });
  const head = heads[settings.target];
  return {
    text: [table([head, ...rows.map(({ cells }) => cells)]), ...notes(loaded)].join("\n"),
    allWell: rows.every(({ well }) => well),
  };
}

/** The first line of the table. */
const heads: Readonly<Record<Settings["target"], readonly string[]>> = {
  local: ["SERVER", "URL", "HEALTH", "PROCESS", "LOGIN"],
  docker: ["SERVER", "URL", "HEALTH", "CONTAINER", "LOGIN"],
  kubernetes: ["SERVER", "URL OR PORT-FORWARD", "HEALTH", "PODS", "VERSION", "LOGIN"],
  content: [],
};

/** Throws UserError for a stack that runs nothing. */
export function requireServers({ stack, target }: Settings): void {
  if (target === "content")
    throw new UserError(
      `The stack ${stack} has no servers: it gives rules and dashboards to those that there are.`,
    );
}

async function conditionsOf(loaded: Loaded): Promise<ReadonlyMap<string, Condition>> {
  const { settings } = loaded;
  if (settings.target === "kubernetes") return clusterConditions(settings, await clusterOf(settings));
  return settings.target === "docker" ? dockerConditions(settings.stack) : localConditions(loaded);
}

/** How a person reaches a server of a cluster: by its URL, else by what to write behind `kubectl port-forward`. */
function wayTo(workload: Workload, { settings, site }: Loaded): string {
  const { name, health, entry, eachHost } = workload;
  if (entry !== undefined && settings.kubernetes.entry !== undefined) return site.publicUrl(name, entry);
  const what = eachHost === undefined ? "service" : "daemonset";
  const port = workload.ports[health.port];
  return `-n ${namespaceFor(workload, settings)} ${what}/${name} ${port}`;
}

function login(name: string, { stack, target }: Settings): string {
  if (name === "grafana") return `admin, password: ./observatory password ${stack}`;
  return target === "kubernetes"
    ? "none (only inside of the cluster)"
    : "none (only this machine reaches it)";
}

function notes({ settings, site }: Loaded): string[] {
  const grafana =
    settings.grafana.enabled && !site.runs("grafana")
      ? [
          "Grafana is left out: none was found on this machine. Install it, or set GRAFANA_HOME, and run up again.",
        ]
      : [];
  const forward =
    settings.target === "kubernetes"
      ? [
          `A server without a URL is reached through a port of this machine: ${commandFor(["port-forward"], settings.kubernetes)}, and behind it what the table says.`,
        ]
      : [];
  const notes = [...grafana, ...forward, ...settingsNotices(settings)];
  return notes.length === 0 ? [] : ["", ...notes];
}

async function localConditions({ site, stack, settings }: Loaded): Promise<ReadonlyMap<string, Condition>> {
  const paths = stackPaths(checkout, settings.stack);
  const found = (await isAlive(paths)) ? await states(paths) : [];
  const conditions = stack.workloads.map(async ({ name, health }) => {
    const well = await isHealthy(site.url(name, health.port) + health.path);
    const state = found.find((each) => each.name === name);
    return [
      name,
      {
        well: well && state?.is_running === true,
        detail: state === undefined ? "not there" : processDetail(state),
      },
    ] as const;
  });
  return new Map(await Promise.all(conditions));
}

function processDetail({ status, pid, mem, restarts, is_running }: ProcessState): string {
  const detail = is_running ? `, pid ${pid}, ${Math.round(mem / 2 ** 20)} MiB` : "";
  return `${status.toLowerCase()}${detail}${restarts === 0 ? "" : `, restarted ${restarts}×`}`;
}

/** Docker asks each container how it is, every few seconds; not every port is published, so it is the one to ask. */
function dockerConditions(stack: string): ReadonlyMap<string, Condition> {
  const args = [
    "ps",
    "--all",
    "--filter",
    `label=observatory.stack=${stack}`,
    "--format",
    '{{.Label "observatory.workload"}}\t{{.Status}}',
  ];
  const { status, stdout, stderr, error } = spawnSync("docker", args, { encoding: "utf8" });
  if (error !== undefined)
    throw new UserError(
      "The command docker is not installed, so nobody can say how the containers are. Install it: https://docs.docker.com/engine/install",
    );
  if (status !== 0) throw new UserError(`Docker does not answer: ${stderr.trim()}`);
  const lines = stdout.split("\n").filter((line) => !line.startsWith("\t") && line !== "");
  return new Map(
    lines
      .map((line) => line.split("\t") as [string, string])
      .map(([name, detail]) => [name, { well: /\(healthy\)/.test(detail), detail: detail.toLowerCase() }]),
  );
}
