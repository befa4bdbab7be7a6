/** What cAdvisor tells of containers, read from the source of its library: the program itself is no Go module. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Described } from "./documented";

/** A metric of the source together with the group that --enable_metrics switches on. */
export interface SourceMetric extends Described {
  /** "cpu", "memory" and so on. */
  readonly group: string;
}

/** Folder of a Go module, which Go fetches and checks. Throws an Error where there is no Go, or the module is not reached. */
export function moduleFolder(module: string): string {
  const text = execFileSync("go", ["mod", "download", "-json", module], {
    cwd: tmpdir(),
    encoding: "utf8",
    env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=mod" },
  });
  return (JSON.parse(text) as { Dir: string }).Dir;
}

/**
 * The metrics of containers in a version of cAdvisor's source.
 *
 * @param folder holds the folders `container` and `metrics`
 * @param labels labels of every container
 */
export function containerMetrics(folder: string, labels: readonly string[]): readonly SourceMetric[] {
  const kinds = new Map(
    [
      ...readFileSync(join(folder, "container", "factory.go"), "utf8").matchAll(
        /^\t(\w+)\s+MetricKind = "(\w+)"$/gm,
      ),
    ].map(([, constant = "", name = ""]) => [constant, name]),
  );
  const found: SourceMetric[] = [];
  let group = "";
  for (const line of readFileSync(join(folder, "metrics", "prometheus.go"), "utf8").split("\n")) {
    const constant = /^\tif includedMetrics\.Has\(container\.(\w+)\) \{$/.exec(line)?.[1];
    if (constant !== undefined) group = kinds.get(constant) ?? constant;
    if (line === "}") group = "";
    const [, key, text = ""] = /^\t+(name|help|valueType|extraLabels):\s+(.+),$/.exec(line) ?? [];
    const last = found.at(-1);
    if (key === "name") found.push({ name: unquoted(text), type: "untyped", help: "", labels, group });
    else if (last !== undefined && key !== undefined)
      found[found.length - 1] = { ...last, ...part(key, text, labels) };
  }
  if (found.length < 50) throw new Error(`${folder} is no source of cAdvisor as it is known here`);
  return found;
}

const unquoted = (text: string): string => text.replace(/^"|"$/g, "");

function part(key: string, text: string, labels: readonly string[]): Partial<SourceMetric> {
  if (key === "help") return { help: unquoted(text) };
  if (key === "valueType") return { type: text.endsWith("CounterValue") ? "counter" : "gauge" };
  const own = [...text.matchAll(/"(\w+)"/g)].map(([, label = ""]) => label);
  return { labels: [...labels, ...own] };
}
