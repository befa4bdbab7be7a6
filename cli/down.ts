import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { type Stack as Engine } from "@pulumi/pulumi/automation";
import { ownName } from "../platforms/docker/names";
import { stackPaths } from "../platforms/local/paths";
import { stopSupervisor } from "../platforms/local/supervisor";
import { namespaceOf } from "../platforms/kubernetes/names";
import { checkout } from "../tools/cache";
import { clusterOf } from "./cluster";
import { removeClusterData } from "./cluster-data";
import { progress, runEngine } from "./engine";
import { UserError } from "./errors";
import { load, type Loaded } from "./load";
import { type Call } from "./main";
import { display } from "./progress";
import { runPulumi } from "./pulumi";
import { changes } from "./up";
import { openStack, removeSalt } from "./workspace";

/** Ends a stack. Its data stays, unless it is to be deleted as well: that is asked for first. */
export async function run({ positionals, options }: Call): Promise<number> {
  const name = positionals[0] ?? "local";
  const deleteData = options["delete-data"] === true;
  const loaded = load(name);
  if (deleteData && options["yes"] !== true) await confirm(name);
  const engine = await openStack(name, loaded.settings.target, progress);
  const shown = display();
  // On local, data is no resource; elsewhere it is protected.
  const local = loaded.settings.target === "local";
  if (!local && deleteData) await unprotect(name);
  const { summary } = await runEngine(name, shown, () =>
    engine.destroy({
      refresh: true,
      onEvent: shown.onEvent,
      ...(!local && !deleteData ? { excludeProtected: true } : {}),
    }),
  );
  if (local) await stopSupervisor(checkout, name);
  console.log(`\n${changes(summary.resourceChanges)}`);
  if (deleteData) await removeData(engine, loaded, name);
  else console.log(kept(loaded, name));
  return 0;
}

/** What stays after `down`. */
function kept({ settings }: Loaded, name: string): string {
  if (settings.target === "content") return "The rules and dashboards are gone.";
  const data = `Metrics, logs and silences are kept; ./observatory up ${name} carries on with them.`;
  return settings.target === "kubernetes"
    ? `${data}\nThey lie on the claims in the namespace ${namespaceOf(settings)}, which cost as before. ./observatory down ${name} --delete-data deletes them.`
    : data;
}

async function confirm(name: string): Promise<void> {
  if (!process.stdin.isTTY)
    throw new UserError(
      `All metrics, logs and silences of the stack ${name} would be deleted. Nobody is there to be asked; write:\n\n  ./observatory down ${name} --delete-data --yes`,
    );
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `This deletes all metrics, logs and silences of the stack ${name} for good. Type its name to go on: `,
  );
  terminal.close();
  if (answer.trim() !== name) throw new UserError("Nothing was done.");
}

async function removeData(
  engine: Engine,
  { settings, stack: { workloads } }: Loaded,
  name: string,
): Promise<void> {
  if (settings.target === "docker")
    removeVolumes(
      workloads
        .filter(({ data }) => data !== undefined)
        .map((workload) => ownName(name, workload.name, "data")),
    );
  const left = settings.target === "kubernetes" ? removeClusterData(settings, await clusterOf(settings)) : [];
  await engine.workspace.removeStack(name, { preserveConfig: true });
  rmSync(stackPaths(checkout, name).base, { recursive: true, force: true });
  console.log(["Its data is deleted.", ...left].join("\n"));
}

/** The engine keeps a volume when it forgets it; deleting is the one thing that has to be said to Docker itself. */
function removeVolumes(names: readonly string[]): void {
  const { status, stderr } = spawnSync("docker", ["volume", "rm", "--force", ...names], { encoding: "utf8" });
  if (status !== 0)
    throw new UserError(
      `Docker did not delete the volumes: ${stderr.trim()}\nDelete them by hand: docker volume rm ${names.join(" ")}`,
    );
}

async function unprotect(name: string): Promise<void> {
  const code = await runPulumi(["state", "unprotect", "--all", "--yes", "--stack", name]);
  removeSalt(name);
  if (code !== 0)
    throw new UserError(
      `The data of the stack ${name} is still protected, so nothing was done. See the lines above.`,
    );
}
