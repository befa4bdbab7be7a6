/** Turns the exposition of a running demo service into text that is the same for every run, machine and Node version. */
import { parseExposition, type Sample } from "./demo-exposition";

/**
 * Families whose label values depend on the moment or on the version of Node, with the label and the values that
 * every running service has.
 */
const always: Readonly<Record<string, readonly [string, ...string[]]>> = {
  nodejs_active_handles: ["type", "Server", "Socket"],
  nodejs_active_requests: ["type"],
  nodejs_active_resources: ["type", "TCPServerWrap", "TCPSocketWrap"],
  nodejs_gc_duration_seconds: ["kind", "major", "minor"],
  nodejs_heap_space_size_available_bytes: ["space", "new", "old"],
  nodejs_heap_space_size_total_bytes: ["space", "new", "old"],
  nodejs_heap_space_size_used_bytes: ["space", "new", "old"],
};

/** Labels that name a version; their values become "0". */
const versions = ["version", "revision", "major", "minor", "patch"];

/** Names, HELP, TYPE and label sets stay; every value becomes 0; families and series are sorted. */
export function normalise(exposition: string): string {
  const { samples, types, help } = parseExposition(exposition);
  const blocks = Object.keys(types)
    .sort()
    .map((family) => {
      const own = samples.filter(({ name }) => familyOf(name, types) === family);
      const series = own
        .filter((sample) => keeps(family, sample))
        .map((sample) => [sortKey(sample), line(sample)] as const);
      // A stable sort: the buckets of a histogram keep the order of their limits.
      const sorted = [...series].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, text]) => text);
      return [`# HELP ${family} ${help[family] ?? ""}`, `# TYPE ${family} ${types[family] ?? ""}`, ...sorted];
    });
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}

function familyOf(name: string, types: Readonly<Record<string, string>>): string {
  const base = name.replace(/_(bucket|sum|count)$/, "");
  return types[base] === "histogram" ? base : name;
}

function keeps(family: string, { labels }: Sample): boolean {
  const [label, ...values] = always[family] ?? [];
  return label === undefined || values.includes(labels[label] ?? "");
}

function sortKey({ labels }: Sample): string {
  return JSON.stringify(Object.entries(labels).filter(([key]) => key !== "le"));
}

function line({ name, labels }: Sample): string {
  const inner = Object.entries(labels).map(
    ([key, value]) => `${key}="${versions.includes(key) ? "0" : value}"`,
  );
  return inner.length === 0 ? `${name} 0` : `${name}{${inner.join(",")}} 0`;
}
