import { isHealthy } from "../platforms/local/health";
import { stackPaths } from "../platforms/local/paths";
import { isAlive, states } from "../platforms/local/supervisor";
import { checkout } from "../tools/cache";
import { type Loaded } from "./load";
import { table } from "./table";

/** The table that `up` ends with and `status` prints: what, where, how it is, how to log in. */
export async function serverTable(loaded: Loaded): Promise<{ readonly text: string; readonly allWell: boolean }> {
  const { site, stack, settings } = loaded;
  const processes = settings.target === "local" ? await processStates(settings.stack) : new Map<string, string>();
  const rows = await Promise.all(
    stack.workloads.map(async ({ name, health }) => {
      const well = await isHealthy(site.publicUrl(name, health.port) + health.path);
      return { name, well, cells: [name, site.publicUrl(name, health.port), well ? "healthy" : "NOT HEALTHY", processes.get(name) ?? "", login(name, settings.stack)] };
    }),
  );
  const head = ["SERVER", "URL", "HEALTH", settings.target === "local" ? "PROCESS" : "", "LOGIN"];
  return { text: [table([head, ...rows.map(({ cells }) => cells)]), ...notes(loaded)].join("\n"), allWell: rows.every(({ well }) => well) };
}

function login(name: string, stack: string): string {
  return name === "grafana" ? `admin, password: ./observatory password ${stack}` : "none (only this machine reaches it)";
}

function notes({ settings, site }: Loaded): string[] {
  const notes: string[] = [];
  if (settings.grafana.enabled && !site.runs("grafana")) {
    notes.push("Grafana is left out: none was found on this machine (install it, or set GRAFANA_HOME, and run up again).");
  }
  if (Object.keys(settings.receivers).length === 0) {
    notes.push("Nobody is notified yet: add receivers and routes to the stack file (docs/settings.md).");
  }
  return notes.length === 0 ? [] : ["", ...notes];
}

async function processStates(stack: string): Promise<ReadonlyMap<string, string>> {
  const paths = stackPaths(checkout, stack);
  if (!(await isAlive(paths))) return new Map();
  const found = await states(paths);
  return new Map(
    found.map(({ name, status, pid, mem, restarts, is_running }) => {
      const detail = is_running ? `, pid ${pid}, ${Math.round(mem / 2 ** 20)} MiB` : "";
      return [name, `${status.toLowerCase()}${detail}${restarts === 0 ? "" : `, restarted ${restarts}×`}`];
    }),
  );
}
