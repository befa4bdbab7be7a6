import { spawnSync } from "node:child_process";
import { mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { portOf, portTable } from "../components/ports";
import { isFree, listenerPid } from "../platforms/local/listeners";
import { leftovers } from "../platforms/local/leftovers";
import { stackPaths, type StackPaths } from "../platforms/local/paths";
import { portTaken } from "../platforms/local/server";
import { isAlive, states } from "../platforms/local/supervisor";
import { versions } from "../stacks/versions";
import { ensureAll, type Progress } from "../tools/build";
import { cacheRoot, checkout } from "../tools/cache";
import { ensureKubectl } from "../tools/kubectl";
import { programs } from "../tools/programs";
import { UserError } from "./errors";
import { type Loaded } from "./load";

/** Least room for a start: write-ahead logs of Prometheus and Loki, and logs, of the first hours. */
const leastFreeBytes = 512 * 2 ** 20;

/** Checks all that could stop `up` half-way, and builds what is missing, before any resource is touched. */
export async function preflight(loaded: Loaded, progress: Progress): Promise<void> {
  const { target } = loaded.settings;
  if (target === "docker") return requireDocker();
  // The program itself looks at the cluster, also where plain `pulumi up` runs it.
  if (target === "kubernetes" || target === "content") return void (await ensureKubectl(progress));
  requireRoom(join(checkout, ".observatory"));
  await requireFreePorts(loaded);
  requireRoom(cacheRoot());
  await ensureAll(neededPrograms(loaded), progress);
}

/** The first engine that knows `startInterval`: while a server starts, its health is asked every 2 s. */
const oldestDocker = 25;

/** Throws UserError where no Docker engine answers: the provider would say so later and less clearly. */
function requireDocker(): void {
  const { status, stdout, stderr, error } = spawnSync(
    "docker",
    ["version", "--format", "{{.Server.Version}}"],
    {
      encoding: "utf8",
    },
  );
  if (error !== undefined)
    throw new UserError(
      "The command docker is not installed. Install Docker 25 or newer: https://docs.docker.com/engine/install",
    );
  if (status !== 0)
    throw new UserError(
      `No Docker engine answers: ${stderr.trim()}\nStart it, or say where it is with DOCKER_HOST, and run the same command again.`,
    );
  if (parseInt(stdout, 10) < oldestDocker)
    throw new UserError(
      `The Docker engine is ${stdout.trim()}; the health checks of the stack need ${oldestDocker} or newer. Upgrade it: https://docs.docker.com/engine/install`,
    );
}

/** Programs that the stack's servers and their supervisor are. */
export function neededPrograms({ stack }: Pick<Loaded, "stack">): string[] {
  const names = stack.workloads.map(({ server }) => versions[server].program ?? server);
  return ["process-compose", ...new Set(names)].filter((name) => programs.has(name));
}

/** Throws UserError where the file system that holds a folder is nearly full. */
export function requireRoom(folder: string, statfs: typeof statfsSync = statfsSync): void {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfs(folder);
  const free = bavail * bsize;
  if (free >= leastFreeBytes) return;
  throw new UserError(
    `The disk is full: ${folder} has ${Math.floor(free / 2 ** 20)} MiB left, and a start needs at least ${leastFreeBytes / 2 ** 20} MiB.\nMake room (see: du -xsh ${folder}) and run the same command again.`,
  );
}

async function requireFreePorts({ settings, stack }: Loaded): Promise<void> {
  const paths = stackPaths(checkout, settings.stack);
  const running = await runningHere(paths);
  // Servers whose supervisor was killed are ours as well: the new one ends them.
  const orphans = running.size > 0 ? [] : leftovers(paths);
  const table = portTable(settings);
  const taken: string[] = [];
  for (const { name, ports } of stack.workloads.filter((workload) => !running.has(workload.name))) {
    for (const port of Object.keys(ports)
      .sort()
      .map((key) => portOf(table, name, key) + settings.portOffset)) {
      if (await isFree("127.0.0.1", port)) continue;
      if (!orphans.includes(listenerPid(port) ?? 0)) taken.push(portTaken(name, port));
    }
  }
  if (taken.length > 0) throw new UserError(taken.join("\n"));
}

async function runningHere(paths: StackPaths): Promise<ReadonlySet<string>> {
  if (!(await isAlive(paths))) return new Set();
  return new Set((await states(paths)).filter(({ is_running }) => is_running).map(({ name }) => name));
}
