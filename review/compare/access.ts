/** What a change lets whom do: rights in the cluster, calls through the network, ports, secrets, rights on the host. */
import { type Change } from "./change";
import { flatten } from "./flatten";
import { pairs } from "./pairs";
import { kindOf, nameOf, withoutHash, type ReadResource } from "./read-resources";
import { list } from "./words";

type Resources = ReadonlyMap<string, ReadResource>;

/** Everything that is allowed, one line each, by who may. */
type Allowed = ReadonlyMap<string, readonly string[]>;

export function accessChanges(before: Resources, after: Resources): readonly Change[] {
  const [old, now] = [allowed(before), allowed(after)];
  const { kept, added, removed } = pairs(old, now);
  const change = (subject: string, text: string): Change => ({ consequence: "access", subject, text });
  const more = (who: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [change(who, `may do more: ${list(lines, 8)}`)];
  const less = (who: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [change(who, `may do less: no longer ${list(lines, 8)}`)];
  return [
    ...[...added].flatMap(([who, lines]) => more(who, lines)),
    ...[...kept].flatMap(([who, [one, other]]) => [
      ...more(
        who,
        other.filter((line) => !one.includes(line)),
      ),
      ...less(
        who,
        one.filter((line) => !other.includes(line)),
      ),
    ]),
    // What is gone may do nothing; the resources say that it is gone.
    ...[...removed].flatMap(([who, lines]) => (who.startsWith("everybody") ? less(who, lines) : [])),
  ];
}

function allowed(resources: Resources): Allowed {
  const found = new Map<string, string[]>();
  for (const resource of resources.values())
    for (const [who, line] of linesOf(resource)) {
      const lines = found.get(who) ?? [];
      found.set(who, lines);
      if (!lines.includes(line)) lines.push(line);
    }
  return found;
}

type Line = readonly [who: string, may: string];

function linesOf(resource: ReadResource): readonly Line[] {
  const kind = kindOf(resource);
  const name = withoutHash(nameOf(resource));
  if (kind === "ClusterRole" || kind === "Role") return rights(`${kind} ${name}`, resource.inputs["rules"]);
  if (kind === "NetworkPolicy") return calls(name, resource.inputs["spec"]);
  if (["DaemonSet", "Deployment", "StatefulSet", "Container", "Server"].includes(kind))
    return ofServer(name, resource);
  if (kind === "Service") return service(name, resource);
  return [];
}

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

function rights(who: string, rules: unknown): readonly Line[] {
  return ((rules ?? []) as readonly Rule[]).flatMap((rule) =>
    [...(rule.resources ?? []), ...(rule.nonResourceURLs ?? [])].flatMap((what) =>
      rule.verbs.map((verb) => [who, `${verb} ${what}${group(rule)}`] as const),
    ),
  );
}

function group({ apiGroups = [] }: Rule): string {
  const named = apiGroups.filter((each) => each !== "");
  return named.length === 0 ? "" : ` (${named.join(", ")})`;
}

interface Peer {
  readonly ports?: readonly { readonly port?: unknown; readonly protocol?: string }[];
  readonly to?: readonly unknown[];
  readonly from?: readonly unknown[];
}

function calls(name: string, spec: unknown): readonly Line[] {
  const { egress = [], ingress = [] } = (spec ?? {}) as {
    egress?: readonly Peer[];
    ingress?: readonly Peer[];
  };
  const lines = (direction: string, others: (peer: Peer) => readonly unknown[] | undefined) => (peer: Peer) =>
    (others(peer) ?? ["anybody"]).flatMap((other) =>
      (peer.ports ?? [{ port: "every port" }]).map(
        (port) => [`network of ${name}`, `${direction} ${peerName(other)} on ${portName(port)}`] as const,
      ),
    );
  return [
    ...egress.flatMap(lines("call", (peer) => peer.to)),
    ...ingress.flatMap(lines("be called by", (peer) => peer.from)),
  ];
}

function portName({
  port,
  protocol = "TCP",
}: {
  readonly port?: unknown;
  readonly protocol?: string;
}): string {
  return `${String(port)}${protocol === "TCP" ? "" : `/${protocol}`}`;
}

/** Who a peer of a policy is: its name label where it has one, else its leaves. */
function peerName(peer: unknown): string {
  if (typeof peer === "string") return peer;
  const leaves = [...flatten(peer)];
  const named = leaves.find(([path]) => path.endsWith("app.kubernetes.io/name"));
  if (named !== undefined) return String(named[1]);
  return (
    leaves.map(([path, value]) => `${path.split(".").at(-1) ?? path} ${JSON.stringify(value)}`).join(", ") ||
    "anybody"
  );
}

function service(name: string, resource: ReadResource): readonly Line[] {
  const { type = "ClusterIP", ports = [] } = (resource.inputs["spec"] ?? {}) as {
    type?: string;
    ports?: readonly { port: number }[];
  };
  const reach = type === "ClusterIP" ? "inside of the cluster" : `from outside of the cluster (${type})`;
  return ports.map(
    ({ port }) => [`everybody who is let through to ${name}`, `call port ${port} ${reach}`] as const,
  );
}

/** Rights of a server on its host, ports that it opens, and secrets that it reads. */
function ofServer(name: string, { inputs }: ReadResource): readonly Line[] {
  const lines: Line[] = [];
  for (const [path, value] of flatten(inputs)) {
    const right =
      /(privileged|allowPrivilegeEscalation|hostPID|hostNetwork|hostIPC)$/.test(path) && value === true
        ? path.split(".").at(-1)
        : /capabilities\.(add|adds)$/.test(path)
          ? `the capabilities ${String(value)}`
          : /(pidMode|networkMode|ipcMode)$/.test(path) && value === "host"
            ? `${path} of the host`
            : /hostPath\.path$/.test(path) ||
                (/mounts\[.*\]\.source$/.test(path) && String(value).startsWith("/"))
              ? `the host's ${String(value)}`
              : undefined;
    if (right !== undefined) lines.push([`server ${name}`, `use ${right}`]);
    if (/(secretName|secretKeyRef\.name|secret\.name)$/.test(path))
      lines.push([`server ${name}`, `read the secret ${withoutHash(String(value))}`]);
  }
  return [...lines, ...ports(name, inputs)];
}

function ports(name: string, inputs: Readonly<Record<string, unknown>>): readonly Line[] {
  const given = inputs["ports"];
  if (!Array.isArray(given)) return [];
  return given.map((each: unknown) => {
    if (typeof each !== "object" || each === null)
      return [`server ${name}`, `listen on port ${String(each)}`] as const;
    const { ip = "every address", external } = each as { ip?: string; external?: number };
    return [
      `server ${name}`,
      `listen on port ${String(external)} of ${ip === "0.0.0.0" ? "every address" : ip}`,
    ] as const;
  });
}

/** Leaves that access changes tell of already. */
export function isAccess(kind: string, path: string): boolean {
  if (["ClusterRole", "Role"].includes(kind)) return path.startsWith("rules");
  if (kind === "NetworkPolicy") return /^spec\.(egress|ingress)/.test(path);
  if (kind === "Service") return path.startsWith("spec.ports");
  return false;
}
