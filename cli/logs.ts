import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { ownName } from "../platforms/docker/names";
import { stackPaths } from "../platforms/local/paths";
import { hostNamespaceOf, hostWorkloads, namespaceOf, selectorLabels } from "../platforms/kubernetes/names";
import { type Settings } from "../stacks/settings";
import { checkout } from "../tools/cache";
import { clusterArgs, ensureKubectl } from "../tools/kubectl";
import { progress } from "./engine";
import { UserError } from "./errors";
import { load } from "./load";
import { type Call } from "./main";
import { requireServers } from "./servers";

/** Prints what a server printed; `--follow` goes on until interrupted. */
export async function run({ positionals, options }: Call): Promise<number> {
  const [server = "", name = "local"] = positionals;
  const { settings, stack } = load(name);
  requireServers(settings);
  const known = stack.workloads.map((workload) => workload.name);
  if (!known.includes(server))
    throw new UserError(`${server} is not a server of the stack ${name}. Write one of: ${known.join(", ")}`);
  const lines = String(options["lines"] ?? "100");
  if (!/^\d+$/.test(lines))
    throw new UserError(`--lines ${lines} is not a number; write, for example, --lines 200`);
  const follow = options["follow"] === true;
  const [program, args] = await command(settings, server, lines, follow);
  return spawnSync(program, args, { stdio: "inherit" }).status ?? 1;
}

async function command(
  settings: Settings,
  server: string,
  lines: string,
  follow: boolean,
): Promise<[string, string[]]> {
  const { stack, target } = settings;
  if (target === "kubernetes") return podLogs(settings, server, lines, follow);
  return target === "local"
    ? tail(stackPaths(checkout, stack).log(server), lines, follow)
    : dockerLogs(ownName(stack, server), lines, follow);
}

/** Of all pods of the server, each line with the name of its pod. */
async function podLogs(
  settings: Settings,
  server: string,
  lines: string,
  follow: boolean,
): Promise<[string, string[]]> {
  const selector = Object.entries(selectorLabels(server, settings)).map(([key, value]) => `${key}=${value}`);
  const namespace = hostWorkloads.has(server) ? hostNamespaceOf(settings) : namespaceOf(settings);
  return [
    await ensureKubectl(progress),
    [
      ...clusterArgs(settings.kubernetes),
      "logs",
      `--namespace=${namespace}`,
      `--selector=${selector.join(",")}`,
      "--all-containers",
      "--prefix",
      `--tail=${lines}`,
      // One connection for each pod.
      "--max-log-requests=50",
      ...(follow ? ["--follow"] : []),
    ],
  ];
}

function tail(file: string, lines: string, follow: boolean): [string, string[]] {
  if (!existsSync(file))
    throw new UserError(`There is no ${file} yet: the server never ran. Write ./observatory up`);
  return ["tail", ["-n", lines, ...(follow ? ["-F"] : []), file]];
}

function dockerLogs(container: string, lines: string, follow: boolean): [string, string[]] {
  return ["docker", ["logs", "--tail", lines, ...(follow ? ["--follow"] : []), container]];
}
