import fc from "fast-check";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests, secretsOf } from "../../platforms/kubernetes/manifests";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { type ConfigFile, type Workload } from "../../platforms/workload";
import { filesIn, mapsOf, withFiles } from "./kubernetes-files";
import { podsNamed, podsOf, variantStack } from "./kubernetes-pods";
import { settings, stackOf, variants } from "./kubernetes-stack";

const stacks = Object.keys(variants).map((variant) => ({ variant, stack: variantStack(variant) }));

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
