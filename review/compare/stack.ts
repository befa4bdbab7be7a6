import { accessChanges } from "./access";
import { alertChanges, type KnownAlerts } from "./alerts";
import { type Change } from "./change";
import { dashboardChanges } from "./dashboards";
import { type Emitters, metricChanges, readersOf } from "./metrics";
import { notificationChanges } from "./notifications";
import { readBoards } from "./read-boards";
import { readResources } from "./read-resources";
import { readRules } from "./read-rules";
import { recordingChanges } from "./recordings";
import { resourceChanges } from "./resources";
import { readRouting, type Routing } from "./routes";
import { serverChanges } from "./servers";
import { type Files } from "../render";
import { list } from "./words";

/** What is true whatever changes: units of alerts, and which program gives which metric. */
export interface World {
  readonly alerts: KnownAlerts;
  readonly emitters: Emitters;
}

const silent: Routing = {
  route: { matchers: [], continue: false, mute_time_intervals: [], active_time_intervals: [], routes: [] },
  receivers: [],
  inhibit_rules: [],
};

/** What a change does to one stack, from the files that it rendered to before and after. Empty where nothing changes. */
export function stackChanges(before: Files, after: Files, world: World): readonly Change[] {
  const [old, now] = [sideOf(before), sideOf(after)];
  const differing = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
  if (differing.length === 0) return [];
  const readers = { before: readersOf(old), after: readersOf(now) };
  return [
    ...alertChanges(old.rules.alerts, now.rules.alerts, world.alerts),
    ...recordingChanges(old.rules.recordings, now.rules.recordings, readers),
    ...notificationChanges(
      { routing: old.routing, alerts: old.rules.alerts },
      { routing: now.routing, alerts: now.rules.alerts },
    ),
    ...dashboardChanges(old.boards, now.boards),
    ...metricChanges(readers.before, readers.after, world.emitters),
    ...accessChanges(old.resources, now.resources),
    ...resourceChanges(old.resources, now.resources),
    ...serverChanges(old.resources, now.resources, touchedBy(differing)),
    ...configurationChanges(differing, before, after),
  ];
}

function sideOf(files: Files) {
  return {
    rules: readRules(files),
    boards: readBoards(files),
    resources: readResources(files.get("resources.yaml") ?? ""),
    routing: [...files].filter(([path]) => isRouting(path)).map(([, text]) => readRouting(text))[0] ?? silent,
  };
}

/** Alertmanager's own file; its rules are in a file of the same name. */
function isRouting(path: string): boolean {
  return /(^|\/)alertmanager\.ya?ml$/.test(path) && !/(^|\/)rules\//.test(path);
}

/** Files by the server that reads them: "prometheus/rules/host.yml" → prometheus. */
function touchedBy(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const [server = "", ...rest] = path.split("/");
    if (rest.length > 0) found.set(server, [...(found.get(server) ?? []), rest.join("/")]);
  }
  return found;
}

/** Files whose meaning nobody above tells: configurations of servers, by the lines that come and go. */
function configurationChanges(paths: readonly string[], before: Files, after: Files): readonly Change[] {
  return paths
    .filter((path) => !/(^|\/)(rules|dashboards)\/|(^|\/)resources\.yaml$/.test(path) && !isRouting(path))
    .flatMap((path) => {
      const [old, now] = [linesOf(before.get(path)), linesOf(after.get(path))];
      const only = (one: readonly string[], other: readonly string[]) =>
        one.filter((line) => !other.includes(line));
      const [gone, come] = [only(old, now), only(now, old)];
      const shown = [...gone.map((line) => `−${line}`), ...come.map((line) => `+${line}`)];
      const text = !before.has(path)
        ? "is new"
        : !after.has(path)
          ? "is gone"
          : shown.length === 0
            ? onlyOrder(before.get(path), after.get(path))
            : `changes: ${list(shown, 6)}`;
      return text === "" ? [] : [{ consequence: "configuration" as const, subject: `file ${path}`, text }];
    });
}

function onlyOrder(before = "", after = ""): string {
  return before.split("\n").length === after.split("\n").length ? "has its lines in another order" : "";
}

/** Lines that say something of their own: which rule files there are is told by the rules. */
function linesOf(text = ""): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^- \S*\/rules\/[\w-]+\.yml$/.test(line));
}
