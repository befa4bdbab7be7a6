import { type Change } from "./change";
import { type Difference, differences } from "./flatten";
import { forces } from "./forced";
import { pairs } from "./pairs";
import { kindOf, nameOf, type ReadResource, withoutHash } from "./read-resources";
import { list } from "./words";

type Resources = ReadonlyMap<string, ReadResource>;

/** Whether a resource is a server that runs: a workload of a cluster, a container, a process. */
export function isServer(resource: ReadResource): boolean {
  const kind = kindOf(resource);
  if (kind === "Container") return resource.inputs["start"] !== false;
  return ["DaemonSet", "Deployment", "StatefulSet", "Server"].includes(kind);
}

/** The servers of a stack by name, and the file paths that changed for each: "prometheus" → rules/host.yml. */
type Touched = ReadonlyMap<string, readonly string[]>;

/**
 * Servers that come, go, start anew or only read their files again, and why. `touched` are the configuration files that
 * differ, by server.
 */
export function serverChanges(before: Resources, after: Resources, touched: Touched): readonly Change[] {
  const servers = (all: Resources) =>
    new Map([...all.values()].filter(isServer).map((each) => [withoutHash(nameOf(each)), each]));
  const { added, removed, kept } = pairs(servers(before), servers(after));
  const change = (name: string, text: string): Change => ({
    consequence: "server",
    subject: `server ${name}`,
    text,
  });
  return [
    ...[...added].map(([name, now]) => change(name, `is new: ${programOf(now)}`)),
    ...[...removed].map(([name, old]) => change(name, `is gone: ${programOf(old)}`)),
    ...[...kept].flatMap(([name, [old, now]]) => {
      const text = courseOf(old, now, touched.get(name) ?? []);
      return text === undefined ? [] : [change(name, text)];
    }),
  ];
}

function programOf({ inputs }: ReadResource): string {
  const image = leaf(inputs, /(^|\.)(image|program)$/);
  return image === undefined || image === "<computed>" ? "an image of its own resource" : image;
}

function leaf(inputs: Readonly<Record<string, unknown>>, path: RegExp): string | undefined {
  const found = differences({}, inputs).find((each) => path.test(each.path));
  return found === undefined ? undefined : String(found.after);
}

/** Leaves that follow from the content of files: hashes, and the files themselves. */
const ofFiles = /^files\.|^labels\[observatory\.files\]|configMap\.name$|^onChange\./;
/** What changes without a restart. */
const inPlace =
  /^spec\.(replicas|revisionHistoryLimit|updateStrategy|strategy|minReadySeconds|persistentVolumeClaimRetentionPolicy)\b|^metadata\./;

function courseOf(old: ReadResource, now: ReadResource, files: readonly string[]): string | undefined {
  const all = differences(old.inputs, now.inputs);
  const own = all.filter(
    ({ path, before, after }) =>
      !ofFiles.test(path) &&
      withoutHash(JSON.stringify(before) ?? "") !== withoutHash(JSON.stringify(after) ?? ""),
  );
  const hashed = all.some(({ path }) => ofFiles.test(path) && !path.startsWith("files."));
  if (own.length > 0) {
    const why = reasons(own);
    const still = own.every(({ path }) => inPlace.test(path));
    const anew = own.some((each) => forces(now, each)) && now.type.startsWith("kubernetes:");
    return anew ? `is replaced: ${why}` : still ? `changes while it runs: ${why}` : `starts anew: ${why}`;
  }
  if (files.length === 0) return hashed ? "starts anew: its files are arranged otherwise" : undefined;
  const restarts = hashed || restartsFor(now, files);
  return restarts ? `starts anew: ${list(files, 4)}` : "reads its configuration again";
}

/** What a process does when a file changes is part of it. */
function restartsFor({ inputs }: ReadResource, files: readonly string[]): boolean {
  const modes = inputs["onChange"] as Readonly<Record<string, string>> | undefined;
  return modes !== undefined && files.some((file) => modes[file] === "restart");
}

/** Why, in the order of what people ask first: program, arguments, environment, room, the rest. */
function reasons(all: readonly Difference[]): string {
  return list(
    all.flatMap(({ path, before, after }) => {
      const name = path.split(".").at(-1) ?? path;
      if (Array.isArray(before ?? after) && /(^|\.)(args|command)$/.test(path))
        return argumentsOf(before, after);
      const container = /containers\[([^\]]+)\]/.exec(path)?.[1];
      const where = container === undefined ? "" : ` of ${container}`;
      const show = (value: unknown) => {
        const text =
          value === undefined ? "(none)" : typeof value === "string" ? value : JSON.stringify(value);
        return text.length > 80 ? "…" : text;
      };
      const what = /(image|program)$/.test(path)
        ? name
        : path.replace(/^spec\.template\.(spec|metadata)\./, "").replace(/^containers\[[^\]]+\]\./, "");
      return [`${what}${where} ${show(before)} → ${show(after)}`];
    }),
    6,
  );
}

function argumentsOf(before: unknown, after: unknown): readonly string[] {
  const [old, now] = [before, after].map((each) => (Array.isArray(each) ? each.map(String) : [])) as [
    string[],
    string[],
  ];
  const gone = old.filter((each) => !now.includes(each));
  const come = now.filter((each) => !old.includes(each));
  const key = (argument: string) => argument.split("=")[0] ?? argument;
  const both = come.filter((each) => gone.some((other) => key(other) === key(each)));
  return [
    ...both.map(
      (each) =>
        `${gone.find((other) => key(other) === key(each)) ?? ""} → ${each.slice(key(each).length + 1)}`,
    ),
    ...come.filter((each) => !both.includes(each)).map((each) => `with ${each}`),
    ...gone
      .filter((each) => !both.some((other) => key(other) === key(each)))
      .map((each) => `without ${each}`),
    ...(gone.length + come.length === 0 ? ["its arguments in another order"] : []),
  ];
}
