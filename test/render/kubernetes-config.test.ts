import fc from "fast-check";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests, secretsOf } from "../../platforms/kubernetes/manifests";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { type ConfigFile, type Workload } from "../../platforms/workload";
import { type Stack } from "../../stacks/observatory";
import { ofKind, type Pods, podsNamed, podsOf, variantStack } from "./kubernetes-pods";
import { settings, stackOf, variants } from "./kubernetes-stack";

const stacks = Object.keys(variants).map((variant) => ({ variant, stack: variantStack(variant) }));

interface ConfigMap extends Manifest {
  readonly data: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

const mapsOf = (objects: readonly Manifest[]) => ofKind(objects, "ConfigMap") as readonly ConfigMap[];

/** Files as a container sees them, by path: what the kubelet would write for the volumes of its pod. */
function filesIn(pods: Pods, maps: readonly ConfigMap[], container = 0): ReadonlyMap<string, string> {
  const mounts = pods.spec.containers[container]?.volumeMounts ?? [];
  const config = mounts.filter(({ name }) => name.startsWith("config-"));
  const files = config.flatMap(({ name, mountPath }) => {
    const volume = pods.spec.volumes.find((one) => one.name === name);
    if (volume === undefined) throw new Error(`${pods.name} has no volume ${name}`);
    return (volume.projected?.sources ?? []).flatMap(({ configMap: { name: mapName, items } }) => {
      const map = maps.find(
        ({ metadata }) => metadata.name === mapName && metadata.namespace === pods.namespace,
      );
      if (map === undefined) throw new Error(`${pods.name} waits for a ConfigMap ${mapName}`);
      const chosen = items ?? Object.keys(map.data).map((key) => ({ key, path: key }));
      return chosen.map(({ key, path }) => [`${mountPath}/${path}`, map.data[key] ?? ""] as const);
    });
  });
  if (new Map(files).size < files.length) throw new Error(`${pods.name} has two files of one path`);
  return new Map(files);
}

/** The stack with some files of one workload changed. */
function withFiles(
  stack: Stack,
  name: string,
  change: (files: readonly ConfigFile[]) => readonly ConfigFile[],
): readonly Manifest[] {
  const workloads = stack.workloads.map((one) =>
    one.name === name ? { ...one, files: change(one.files ?? []) } : one,
  );
  return manifests({ ...stack, workloads });
}

const edited = (path: string) => (files: readonly ConfigFile[]) => {
  if (!files.some(({ name }) => name === path)) throw new Error(`there is no file ${path}`);
  return files.map((file) => (file.name === path ? { ...file, content: `${file.content}\n` } : file));
};

describe.each(stacks)("the files of the stack $variant", ({ stack }) => {
  const objects = manifests(stack);
  const maps = mapsOf(objects);
  const pods = podsOf(objects);
  const place = (name: string) => kubernetesSite(stack.settings).place(name);

  it("lie where the servers are told that they lie, letter for letter, and no others", () => {
    for (const { name, files = [] } of stack.workloads) {
      const described = files.map((file) => [place(name).file(file.name), file.content] as const);
      const seen = [...filesIn(podsNamed(pods, name), maps)];
      expect(new Map(seen.sort()), name).toEqual(new Map([...described].sort()));
    }
  });

  it("are all those that servers are told to read, secret ones included", () => {
    const secrets = secretsOf(stack);
    const lacking = pods.flatMap((pod) =>
      pod.spec.containers.flatMap((container, index) => {
        const files = filesIn(pod, maps, index);
        const told = [JSON.stringify(container), ...files.values()].join("\n");
        const paths = [...told.matchAll(/\/(?:etc|run\/secrets)\/observatory[\w./*-]*/g)].map(
          ([path]) => path,
        );
        const mounts = container.volumeMounts.map(({ mountPath }) => mountPath);
        const secret = mounts.includes("/run/secrets/observatory")
          ? secrets.find(({ workload }) => workload === pod.name)?.entries.map((entry) => entry.name)
          : [];
        const there = [...files.keys(), ...(secret ?? []).map((name) => `/run/secrets/observatory/${name}`)];
        return paths
          .filter(
            (path) =>
              !there.some((one) => one === path || one.startsWith(`${path.replace(/\/\*.*$|\/$/, "")}/`)),
          )
          .map((path) => `${pod.name}/${container.name}: ${path}`);
      }),
    );
    expect(lacking).toEqual([]);
  });

  it("are mounted to be read, in folders that lie in no other", () => {
    for (const { spec } of pods)
      for (const { volumeMounts } of spec.containers) {
        const config = volumeMounts.filter(({ name }) => name.startsWith("config-"));
        expect(config.filter(({ readOnly }) => readOnly !== true)).toEqual([]);
        const paths = volumeMounts.map(({ mountPath }) => `${mountPath}/`);
        expect(paths.filter((one) => paths.some((other) => one !== other && one.startsWith(other)))).toEqual(
          [],
        );
      }
  });

  it("fit into what a ConfigMap takes", () => {
    for (const { data } of maps) {
      expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(1024 * 1024);
      expect(Object.keys(data).filter((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key))).toEqual([]);
    }
  });

  it("are in maps that some pod mounts", () => {
    const mounted = pods.flatMap(({ namespace, spec }) =>
      spec.volumes.flatMap(({ projected }) =>
        (projected?.sources ?? []).map(({ configMap }) => `${namespace}/${configMap.name}`),
      ),
    );
    expect(maps.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual(
      [...new Set(mounted)].sort(),
    );
  });

  it("whose change needs a restart are in maps that never change, all others in maps of fixed names", () => {
    for (const { metadata, immutable } of maps)
      expect([metadata.name, /-config-[0-9a-f]{8}$/.test(metadata.name)]).toEqual([
        metadata.name,
        immutable === true,
      ]);
  });

  it("with rules are those that Prometheus reads", () => {
    for (const { name } of stack.workloads.filter(({ server }) => server === "prometheus")) {
      const files = filesIn(podsNamed(pods, name), maps);
      const { rule_files: rules } = parse(files.get(place(name).file("prometheus.yml")) ?? "") as {
        rule_files: readonly string[];
      };
      const there = [...files.keys()].filter((path) => path.startsWith("/etc/observatory/rules/"));
      expect(there.sort()).toEqual([...rules].sort());
      expect(rules.length).toBeGreaterThan(0);
    }
  });
});

describe("a change of a file", () => {
  const stack = variantStack("everything");
  const before = manifests(stack);
  const template = (objects: readonly Manifest[], name: string) =>
    podsNamed(podsOf(objects), name).set["template"];
  const names = (objects: readonly Manifest[]) => mapsOf(objects).map(({ metadata }) => metadata.name);

  it.each([
    ["alertmanager", "alertmanager.yml"],
    ["collector", "collector.yml"],
    ["grafana", "grafana.ini"],
    ["grafana", "provisioning/datasources/observatory.yml"],
    ["loki", "loki.yml"],
    ["prometheus", "client/client.yml"],
  ])("replaces the pods where the server does not take it up: %s, %s", (name, path) => {
    const after = withFiles(stack, name, edited(path));
    expect(template(after, name)).not.toEqual(template(before, name));
    const made = names(after).filter((one) => !names(before).includes(one));
    const gone = names(before).filter((one) => !names(after).includes(one));
    expect([made.length, gone.length]).toEqual([1, 1]);
    expect(made[0]).toMatch(new RegExp(`^${name}-config-[0-9a-f]{8}$`));
  });

  it.each([
    ["grafana", "dashboards/host.json"],
    ["prometheus", "prometheus.yml"],
    ["prometheus", "rules/host.yml"],
  ])("leaves the pods as they are where the running server takes it up: %s, %s", (name, path) => {
    const after = withFiles(stack, name, edited(path));
    expect(names(after)).toEqual(names(before));
    expect(podsOf(after)).toEqual(podsOf(before));
    const changed = mapsOf(after).filter(
      (map) => !before.some((old) => JSON.stringify(old) === JSON.stringify(map)),
    );
    expect(changed).toHaveLength(1);
  });

  it.each([
    ["grafana", "dashboards", "watched"],
    ["prometheus", "rules", "reload"],
  ] as const)(
    "%s: a file more or less in the folder %s leaves the pods as they are",
    (name, folder, onChange) => {
      fc.assert(
        fc.property(
          fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/),
          fc.string({ minLength: 1 }),
          (own, content) => {
            const more = withFiles(stack, name, (files) => [
              ...files,
              { name: `${folder}/new-${own}.yml`, content, onChange },
            ]);
            expect(podsOf(more)).toEqual(podsOf(before));
            const path = `/etc/observatory/${folder}/new-${own}.yml`;
            expect(filesIn(podsNamed(podsOf(more), name), mapsOf(more)).get(path)).toBe(content);
          },
        ),
        { numRuns: 20 },
      );
      const [one] =
        stack.workloads
          .find((workload) => workload.name === name)
          ?.files?.filter((file) => file.name.startsWith(`${folder}/`)) ?? [];
      const less = withFiles(stack, name, (files) => files.filter((file) => file !== one));
      expect(podsOf(less)).toEqual(podsOf(before));
      expect(mapsOf(less)).not.toEqual(mapsOf(before));
    },
  );

  it("that follows from a setting touches the pods of those servers alone that must start anew", () => {
    const changed = (values: Readonly<Record<string, unknown>>): string[] => {
      const [old, now] = [{}, values].map((some) => podsOf(manifests(stackOf(settings(some)))));
      return (now ?? [])
        .filter((one) => JSON.stringify(one) !== JSON.stringify(podsNamed(old ?? [], one.name)))
        .map(({ name }) => name);
    };
    expect(changed({ loki: { retention: "30d" } })).toEqual(["loki"]);
    expect(changed({ alerts: { HostCpuSaturated: { threshold: 0.5 } } })).toEqual([]);
    expect(changed({ dashboards: { host: false } })).toEqual([]);
    expect(changed({ probes: [{ name: "shop", target: "https://shop.example.com" }] })).toEqual([]);
  });

  it("of one workload touches no other", () => {
    const after = withFiles(stack, "grafana", edited("grafana.ini"));
    const others = (objects: readonly Manifest[]) =>
      objects.filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] !== "grafana");
    expect(others(after)).toEqual(others(before));
  });
});

describe("files that take much room", () => {
  const stack = variantStack("small");
  const large = (count: number, kibibytes: number): ConfigFile[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `dashboards/large-${index}.json`,
      content: "x".repeat(kibibytes * 1024),
      onChange: "watched",
    }));

  it.each([
    [1, 500],
    [9, 600],
    [400, 20],
  ])("%i of %i KiB are spread over as many maps as they need, and all are seen", (count, kibibytes) => {
    const objects = withFiles(stack, "grafana", (files) => [...files, ...large(count, kibibytes)]);
    const maps = mapsOf(objects);
    for (const { data } of maps) expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(1024 * 1024);
    const seen = filesIn(podsNamed(podsOf(objects), "grafana"), maps);
    for (const { name, content } of large(count, kibibytes))
      expect(seen.get(`/etc/observatory/${name}`)?.length).toBe(content.length);
    const parts = maps.filter(({ metadata }) => /^grafana-dashboards-\d+$/.test(metadata.name)).length;
    expect(Math.log2(Math.max(1, parts)) % 1).toBe(0);
  });

  it("more than a map holds are refused by name", () => {
    const [file] = large(1, 701);
    expect(() =>
      withFiles(stack, "grafana", (files) => [...files, ...(file === undefined ? [] : [file])]),
    ).toThrow(
      "grafana: dashboards/large-0.json has 717824 bytes, and a ConfigMap holds 716800; make it smaller",
    );
  });

  it("and that restart a server are refused where they are too large together", () => {
    const two = large(2, 600).map((file): ConfigFile => ({ ...file, onChange: "restart" }));
    expect(() => withFiles(stack, "grafana", (files) => [...files, ...two])).toThrow(
      /^grafana: the files that it reads at its start have \d+ bytes together, and a ConfigMap holds 716800; make them smaller$/,
    );
  });
});

describe("files that no ConfigMap can tell apart or hold", () => {
  const stack = variantStack("small");
  const grafana =
    (...files: readonly ConfigFile[]) =>
    () =>
      withFiles(stack, "grafana", () => files);
  const file = (name: string, onChange: ConfigFile["onChange"]): ConfigFile => ({
    name,
    content: "x",
    onChange,
  });

  it("are refused: two of one key", () => {
    expect(grafana(file("a/b.yml", "restart"), file("a.b.yml", "restart"))).toThrow(
      "grafana: two files would have the same key in a ConfigMap; rename one of them",
    );
  });

  it("are refused: folders in a folder that the running server takes up", () => {
    expect(grafana(file("dashboards/hosts/one.json", "watched"))).toThrow(
      "grafana: dashboards/hosts/one.json is taken up while the server runs; put it one folder deep at most",
    );
  });
});

describe("a workload without files", () => {
  it("has no ConfigMap and no volume for one", () => {
    const stack = variantStack("small");
    const bare = stack.workloads.filter(({ files = [] }: Workload) => files.length === 0);
    expect(bare.length).toBeGreaterThan(0);
    for (const { name } of bare) {
      const { volumes } = podsNamed(podsOf(manifests(stack)), name).spec;
      expect(volumes.filter(({ projected }) => projected !== undefined)).toEqual([]);
    }
  });
});
