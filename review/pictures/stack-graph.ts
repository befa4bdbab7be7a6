import { kindOf, nameOf, type ReadResource, withoutHash } from "../compare/read-resources";
import { isServer } from "../compare/servers";
import { type Files } from "../render";
import { addressBook, type Resolve } from "./stack-addresses";
import {
  alertmanagerFlows,
  argumentFlows,
  collectorFlows,
  endpointFlows,
  grafanaFlows,
  lokiFlows,
  prometheusFlows,
  storageFlows,
} from "./stack-flows";

/** What flows along a line. */
export type FlowKind = "scrape" | "send" | "read" | "alert" | "store";

/** Data that goes from one node to another. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly kind: FlowKind;
  /** In words: "job node". */
  readonly says: string;
}

/** A server, several that are one to everybody else, or something outside of the stack. */
export interface StackNode {
  readonly id: string;
  readonly title: string;
  /** Servers that stand together, or what is outside in detail; none where the title says it. */
  readonly parts: readonly string[];
  readonly outside: boolean;
  /** What has no line: as which jobs it is scraped. */
  readonly notes: readonly string[];
}

/** Who scrapes, sends to and reads whom. */
export interface StackGraph {
  /** Sorted by id. */
  readonly nodes: readonly StackNode[];
  /** One for each pair and kind, sorted. */
  readonly flows: readonly Flow[];
}

/** What a reader of one file finds: flows, and what is outside of the stack. */
export interface Found {
  readonly flows: readonly Flow[];
  readonly outside?: readonly { readonly id: string; readonly title: string; readonly part: string }[];
}

/** Reads the rendered files of a server: its own name and configuration, and who is at an address. */
export type ReadFlows = (server: string, files: Files, resolve: Resolve) => Found;

/** The servers of a stack and what flows between them, from its resources and the configuration files of its servers. */
export function readStackGraph(files: Files, resources: ReadonlyMap<string, ReadResource>): StackGraph {
  const servers = new Map(
    [...resources.values()].filter(isServer).map((each) => [serverName(each), each] as const),
  );
  const groups = new Map([...servers.keys()].map((name) => [name, groupOf(name, files)]));
  const resolve = addressBook(servers, files);
  const readers: readonly ReadFlows[] = [
    prometheusFlows,
    alertmanagerFlows,
    collectorFlows,
    endpointFlows,
    grafanaFlows,
    lokiFlows,
    storageFlows,
  ];
  const found = [...servers].flatMap(([name, resource]) => [
    ...readers.map((read) => read(name, files, resolve)),
    argumentFlows(name, resource, resolve),
  ]);
  const grouped = (id: string) => groups.get(id) ?? id;
  const flows = distinct(
    found
      .flatMap((each) => each.flows)
      .map((flow) => ({ ...flow, from: grouped(flow.from), to: grouped(flow.to) })),
  );
  const drawn = flows.filter((flow) => flow.from !== flow.to && !inWords(flow, flows));
  const scrapers = new Set(flows.filter(({ kind }) => kind === "scrape").map(({ to }) => to));
  const notes = (id: string) =>
    flows
      .filter((flow) => flow.from === id && !drawn.includes(flow) && flow.kind === "scrape")
      .map(({ to, says }) => {
        const jobs = says.replace(/(^|, )job /g, "$1");
        return to === id
          ? `scrapes itself as ${jobs}`
          : `scraped${scrapers.size > 1 ? ` by ${to}` : ""} as ${jobs}`;
      });
  return {
    nodes: [...serverNodes(servers, groups), ...outsideNodes(found)]
      .map((node) => ({ ...node, notes: notes(node.id) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    flows: drawn,
  };
}

function serverNodes(
  servers: ReadonlyMap<string, ReadResource>,
  groups: ReadonlyMap<string, string>,
): readonly Omit<StackNode, "notes">[] {
  return [...new Set(groups.values())].map((id) => {
    const own = [...servers].filter(([name]) => groups.get(name) === id);
    const names = own.map(([name, resource]) => `${name}${copies(resource)}`).sort();
    const [only = id] = names;
    return names.length === 1
      ? { id, title: only, parts: [], outside: false }
      : { id, title: `${id}: ${names.length} servers`, parts: names, outside: false };
  });
}

function outsideNodes(found: readonly Found[]): readonly Omit<StackNode, "notes">[] {
  const nodes = new Map<string, { title: string; parts: Set<string> }>();
  for (const { id, title, part } of found.flatMap((each) => each.outside ?? [])) {
    const node = nodes.get(id) ?? { title, parts: new Set() };
    nodes.set(id, node);
    if (part !== "") node.parts.add(part);
  }
  return [...nodes].map(([id, { title, parts }]) => ({ id, title, parts: [...parts].sort(), outside: true }));
}

/** "observatory-hosts/collector" → "collector", as its files are called. */
function serverName(resource: ReadResource): string {
  return withoutHash(nameOf(resource)).split("/").at(-1) ?? "";
}

/** Shards of Prometheus and parts of Loki are one to everybody else. */
function groupOf(server: string, files: Files): string {
  for (const program of ["prometheus", "loki"])
    if (server.startsWith(`${program}-`) && files.has(`${server}/${program}.yml`)) return program;
  return server;
}

function copies(resource: ReadResource): string {
  if (kindOf(resource) === "DaemonSet") return ", on every node";
  const spec = resource.inputs["spec"] as { readonly replicas?: unknown } | undefined;
  return typeof spec?.replicas === "number" && spec.replicas > 1 ? ` ×${spec.replicas}` : "";
}

/**
 * A scrape that is told in words instead of a line: of a server that is there for something else than to be scraped, and of
 * one that the scraping server itself gives data to, whose line would run against all others.
 */
function inWords({ kind, from, to }: Flow, flows: readonly Flow[]): boolean {
  if (kind !== "scrape") return false;
  const given = (id: string) => flows.filter((each) => each.kind !== "scrape" && each.from === id);
  const seen = new Set<string>();
  const reaches = (id: string): boolean => {
    if (id === from) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return given(id).some((each) => reaches(each.to));
  };
  return given(from).length > 0 || reaches(to);
}

/** One flow for each pair and kind, with all its words. */
function distinct(all: readonly Flow[]): readonly Flow[] {
  const found = new Map<string, { flow: Flow; says: Set<string> }>();
  for (const flow of all) {
    const key = [flow.from, flow.to, flow.kind].join("\n");
    const group = found.get(key) ?? { flow, says: new Set() };
    found.set(key, group);
    group.says.add(flow.says);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { flow, says }]) => ({ ...flow, says: [...says].sort().join(", ") }));
}
