import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { configuration } from "../../platforms/kubernetes/config-maps";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type ConfigFile, type Workload } from "../../platforms/workload";
import { podsOf } from "./kubernetes-objects";
import { settings, stackOf } from "./kubernetes-stack";

const of = (values: Readonly<Record<string, unknown>> = {}) => manifests(stackOf(settings(values)));
const pods = (some: readonly Manifest[]) =>
  new Map(podsOf(some).map(({ metadata, spec }) => [metadata.name, JSON.stringify(spec.template)]));
/** Names of workloads whose pods differ. */
function changed(before: readonly Manifest[], after: readonly Manifest[]): string[] {
  const old = pods(before);
  return [...pods(after)].filter(([name, template]) => old.get(name) !== template).map(([name]) => name);
}
const maps = (some: readonly Manifest[]) => some.filter(({ kind }) => kind === "ConfigMap");

describe("files that a server reads at its start", () => {
  it("lie in an object that never changes and has a hash of them in its name", () => {
    const fixed = maps(of()).filter(({ metadata }) => /-config-[0-9a-f]{8}$/.test(metadata.name));
    expect(fixed.length).toBeGreaterThan(3);
    for (const map of fixed) expect(map["immutable"]).toBe(true);
  });

  it("are others under another name, so that the pods are replaced", () => {
    expect(changed(of(), of({ loki: { retention: "30d" } }))).toEqual(["loki"]);
  });
});

describe("files that a running server takes up", () => {
  it("lie in objects of fixed names", () => {
    const live = maps(of()).filter(({ metadata }) => !/-config-[0-9a-f]{8}$/.test(metadata.name));
    expect(live.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(["grafana-dashboards", "prometheus-main", "prometheus-rules"]),
    );
    for (const map of live) expect(map).not.toHaveProperty("immutable");
  });

  it("may change, come and go, and no pod is touched", () => {
    expect(changed(of(), of({ alerts: { HostCpuSaturated: { threshold: 0.5 } } }))).toEqual([]);
    expect(changed(of(), of({ dashboards: { host: false } }))).toEqual([]);
    expect(changed(of(), of({ scrapeInterval: "30s" }))).not.toContain("prometheus");
  });

  it("are spread over more objects when one is full, each below what Kubernetes takes", () => {
    const [workload] = stackOf().workloads;
    const files = Array.from({ length: 40 }, (_, index): ConfigFile => ({
      name: `dashboards/d${index}.json`,
      content: "x".repeat(100 * 1024),
      onChange: "watched",
    }));
    const { maps: made } = configuration({ ...(workload as Workload), files }, settings());
    const sizes = made.map(({ data }) => Buffer.byteLength(JSON.stringify(data)));
    expect(made.length).toBeGreaterThan(5);
    for (const size of sizes) expect(size).toBeLessThan(1024 * 1024);
    const keys = made.flatMap(({ data }) => Object.keys(data as object));
    expect(keys.sort()).toEqual(files.map(({ name }) => name.slice("dashboards/".length)).sort());
  });
});

describe("every file", () => {
  it("is where its server looks for it", () => {
    const stack = stackOf(settings({ objectStorage: undefined }));
    const objects = manifests(stack);
    for (const { name, files = [] } of stack.workloads) {
      const pod = podsOf(objects).find(({ metadata }) => metadata.name === name)?.spec.template.spec;
      const volumes = new Map(
        (pod?.volumes ?? []).map((volume) => [volume["name"] as string, volume as { projected?: Projected }]),
      );
      const mounts = (pod?.containers[0]?.["volumeMounts"] ?? []) as { name: string; mountPath: string }[];
      const seen = mounts.flatMap((mount) =>
        (volumes.get(mount.name)?.projected?.sources ?? []).flatMap(({ configMap }) =>
          pathsIn(configMap, objects).map((path) => `${mount.mountPath}/${path}`),
        ),
      );
      const wanted = files.map((file) =>
        file.name.includes("/") ? `/etc/observatory/${file.name}` : `/etc/observatory/main/${file.name}`,
      );
      expect([name, ...seen.sort()]).toEqual([name, ...wanted.sort()]);
    }
  });
});

interface Projected {
  readonly sources: readonly {
    readonly configMap: { readonly name: string; readonly items?: readonly { readonly path: string }[] };
  }[];
}

function pathsIn(map: Projected["sources"][number]["configMap"], objects: readonly Manifest[]): string[] {
  const found = objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === map.name);
  return map.items?.map(({ path }) => path) ?? Object.keys((found?.["data"] ?? {}) as object);
}
