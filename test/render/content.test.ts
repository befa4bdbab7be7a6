import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { contentOf, type RuleGroup } from "../../platforms/content/content";
import { queriesOf } from "../../platforms/content/dashboards";
import { contentFiles } from "../../platforms/content/files";
import { contentManifests } from "../../platforms/content/manifests";
import { renderStackFile } from "../../review/render-all";
import { promql } from "../../signals/promql";
import { checkout } from "../../tools/cache";
import { contentStack } from "./content-stack";

const stack = contentStack();
const files = contentFiles(stack);
const manifests = contentManifests(stack);
const rules = manifests.filter(({ kind }) => kind === "PrometheusRule");
const maps = manifests.filter(({ kind }) => kind === "ConfigMap");
const yamlOf = (path: string, of = files): unknown => parse(of.get(path) ?? "");
const groupsOf = (path: string, of = files): readonly RuleGroup[] =>
  (yamlOf(path, of) as { groups: readonly RuleGroup[] }).groups;

describe("content", () => {
  it("makes no server: rules and dashboards, and nothing else", () => {
    expect(stack.workloads).toEqual([]);
    expect([...new Set(manifests.map(({ kind }) => kind))].sort()).toEqual(["ConfigMap", "PrometheusRule"]);
    expect(rules.length).toBeGreaterThan(4);
    expect(maps).toHaveLength(stack.dashboards.length);
  });

  it("lies in the namespace of the settings, each object under a name of its own", () => {
    for (const { metadata } of manifests) expect(metadata.namespace).toBe("monitoring");
    const names = manifests.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("has every alert but the one that is of a stack's own servers", () => {
    const alerts = contentOf(stack).groups.flatMap((group) =>
      group.rules.flatMap(({ alert }) => alert ?? []),
    );
    expect(alerts).toContain("TargetDown");
    expect(alerts).toContain("HostCpuSaturated");
    expect(alerts).not.toContain("TargetMissing");
  });

  it("says the same in every form", () => {
    const { groups } = contentOf(stack);
    for (const group of groups) {
      expect(groupsOf(`rules/${group.name}.yml`)).toEqual([group]);
      const object = rules.find(({ metadata }) => metadata.name === `observatory-${group.name}`);
      expect(object?.["spec"]).toEqual({ groups: [group] });
    }
    // Mimir's groups are of twenty rules at most; in their order they are the same.
    const inMimir = groupsOf("mimir/observatory.yml").flatMap((group) => group.rules);
    expect(inMimir).toEqual(groups.flatMap((group) => group.rules));
    for (const { uid } of stack.dashboards) {
      const map = maps.find(({ metadata }) => metadata.name === `observatory-dashboard-${uid}`);
      expect(map?.["data"]).toEqual({ [`${uid}.json`]: files.get(`dashboards/${uid}.json`) });
    }
  });

  it("is the same each time, sorted, letter for letter", () => {
    expect([...contentFiles(contentStack())]).toEqual([...files]);
    expect([...files.keys()]).toEqual([...files.keys()].sort());
  });

  it("takes alerts as the stack file tunes them", () => {
    const tuned = contentStack({}, { alerts: { TargetDown: { for: "7m" }, Watchdog: { enabled: false } } });
    const all = contentOf(tuned).groups.flatMap((group) => group.rules);
    expect(all.find(({ alert }) => alert === "TargetDown")).toMatchObject({ for: "7m" });
    expect(all.find(({ alert }) => alert === "Watchdog")).toBeUndefined();
    expect(contentOf(tuned).groups.map(({ name }) => name)).not.toContain("watchdog");
  });

  it("leaves out groups of rules and dashboards that the settings take away", () => {
    const less = contentStack({ rules: { watchdog: false, host: false } }, { dashboards: { host: false } });
    const names = contentManifests(less).map(({ metadata }) => metadata.name);
    for (const name of ["observatory-watchdog", "observatory-host", "observatory-dashboard-host"])
      expect(names).not.toContain(name);
    expect(names).toContain("observatory-targets");
  });
});

describe("PrometheusRules and ConfigMaps", () => {
  it("are found by the operator and by the sidecar: they have the labels of the settings", () => {
    const labelled = contentManifests(
      contentStack({
        ruleLabels: { release: "kube-prometheus-stack" },
        dashboardLabels: { dashboards: "yes" },
        folder: "Infrastructure",
        folderAnnotation: "k8s-sidecar-target-directory",
      }),
    );
    for (const { kind, metadata } of labelled)
      if (kind === "PrometheusRule")
        expect(metadata.labels).toMatchObject({ release: "kube-prometheus-stack" });
      else {
        expect(metadata.labels).toMatchObject({ dashboards: "yes" });
        expect(metadata.annotations).toEqual({ "k8s-sidecar-target-directory": "Infrastructure" });
      }
  });

  it("have by default the labels of the sidecar", () => {
    for (const { metadata } of maps) {
      expect(metadata.labels).toMatchObject({ grafana_dashboard: "1" });
      expect(metadata.annotations).toEqual({ grafana_folder: "observatory" });
    }
  });

  it("hold one dashboard each, well below what a ConfigMap and an annotation can hold", () => {
    for (const map of maps) {
      expect(Object.keys(map["data"] as object)).toHaveLength(1);
      expect(Buffer.byteLength(JSON.stringify(map))).toBeLessThan(900 * 1024);
    }
  });
});

describe("the file for Mimir", () => {
  it("is one namespace, since mimirtool refuses two files with the same one", () => {
    expect(yamlOf("mimir/observatory.yml")).toMatchObject({ namespace: "observatory" });
    expect([...files.keys()].filter((path) => path.startsWith("mimir/"))).toHaveLength(1);
  });

  it("has groups of at most twenty rules, in their order", () => {
    const expr = () => promql`up == 0`;
    const recordings = Array.from({ length: 45 }, (_, number) => ({
      record: `a:b:c${number}`,
      expr,
    }));
    const many = { ...stack, rules: [{ name: "many", recordings, alerts: [] }] };
    const parts = groupsOf("mimir/observatory.yml", contentFiles(many));
    expect(parts.map(({ name, rules }) => [name, rules.length])).toEqual([
      ["many", 20],
      ["many-2", 20],
      ["many-3", 5],
    ]);
    expect(parts.flatMap(({ rules }) => rules.map(({ record }) => record))).toEqual(
      recordings.map(({ record }) => record),
    );
  });
});

describe("jobs with other names", () => {
  const renamed = contentStack({ jobs: { node: "node-exporter", prometheus: "k8s" } });
  const text = [...contentFiles(renamed)].map(([, content]) => content).join("\n");

  it("are selected by those names in rules and in dashboards, and nowhere by ours", () => {
    const { groups, dashboards } = contentOf(renamed);
    const exprs = [
      ...groups.flatMap((group) => group.rules.map(({ expr }) => String(expr))),
      ...dashboards.flatMap(queriesOf),
    ];
    expect(exprs.filter((expr) => /job="(node|prometheus)"/.test(expr))).toEqual([]);
    expect(exprs.filter((expr) => expr.includes('job="node-exporter"')).length).toBeGreaterThan(20);
    expect(exprs.filter((expr) => expr.includes('job="k8s"')).length).toBeGreaterThan(2);
  });

  it("leave everything else as it was", () => {
    const back = text.replaceAll("node-exporter", "node").replaceAll("k8s", "prometheus");
    const plain = [...files].map(([, content]) => content).join("\n");
    const same = (of: string): string =>
      of.replaceAll("node-exporter", "node").replaceAll("k8s", "prometheus");
    expect(back).toBe(same(plain));
  });

  it("are listed on the page that comes with the files", () => {
    const page = contentFiles(renamed).get("README.md") ?? "";
    expect(page).toContain("| node exporter | `node-exporter` |");
    expect(page).toContain("| prometheus | `k8s` |");
    expect(page).toContain("| loki | `loki` |");
  });
});

describe("dashboards of content", () => {
  interface Variable {
    readonly name: string;
    readonly type: string;
    readonly query?: unknown;
    readonly current?: { readonly value: unknown };
    readonly allValue?: string;
  }
  const variablesOf = (json: string): readonly Variable[] =>
    (JSON.parse(json) as { templating: { list: readonly Variable[] } }).templating.list;
  const jsonsOf = (of: ReturnType<typeof contentStack>): readonly string[] =>
    contentOf(of).dashboards.map(({ json }) => json);

  it("ask no data source by a uid of ours: only by a variable", () => {
    for (const json of jsonsOf(stack)) {
      const uids = [...json.matchAll(/"uid": "([^"]*)"/g)].map(([, uid]) => uid);
      const own = stack.dashboards.map(({ uid }) => uid);
      expect(uids.filter((uid) => !own.includes(uid ?? "") && !/^\$\{\w+\}$/.test(uid ?? ""))).toEqual([]);
    }
  });

  it("begin with the data sources of the settings, and with Grafana's default where none is named", () => {
    const named = contentStack({ datasources: { prometheus: "mimir", loki: "logs" } });
    for (const json of jsonsOf(named))
      for (const { type, query, current } of variablesOf(json))
        if (type === "datasource") expect(current?.value).toBe(query === "loki" ? "logs" : "mimir");
    for (const json of jsonsOf(stack))
      for (const { type, current } of variablesOf(json))
        if (type === "datasource") expect(current).toBeUndefined();
  });

  it("show series without the label cluster as well, which few installations have", () => {
    const clusters = jsonsOf(stack)
      .flatMap(variablesOf)
      .filter(({ name }) => name === "cluster");
    expect(clusters.length).toBeGreaterThan(0);
    for (const { allValue } of clusters) expect(allValue).toBe(".*");
  });
});

describe("the render of a content stack", () => {
  it("shows the objects, and the files beside them, each once", { timeout: 60_000 }, async () => {
    const { files: rendered, registrations } = await renderStackFile(
      join(checkout, "stacks", "Pulumi.content.yaml"),
      "content",
    );
    expect([...rendered.keys()]).toContain("rules/host.yml");
    expect([...rendered.keys()]).toContain("dashboards/host.json");
    expect(rendered.get("resources.yaml")).toContain("<content of dashboards/host.json>");
    const types = new Set(registrations.map(({ type }) => type));
    expect([...types].sort()).toEqual([
      "kubernetes:core/v1:ConfigMap",
      "kubernetes:monitoring.coreos.com/v1:PrometheusRule",
      "observatory:platform:Content",
      "pulumi:providers:kubernetes",
      "pulumi:pulumi:Stack",
    ]);
    for (const { type, provider } of registrations)
      if (type.startsWith("kubernetes:")) expect(provider).toContain("pulumi:providers:kubernetes::cluster");
  });
});
