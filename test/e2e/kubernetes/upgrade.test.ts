import { beforeAll, describe, expect, it } from "vitest";
import { variants } from "../../render/kubernetes-stack";
import { apply, expectSuccess, theCluster } from "./cluster";
import { eventually, idOf, list, type Stored } from "./objects";
import { namespacesOf, objects, podKinds } from "./stacks";
import { bindClaims, sizeOf } from "./volumes";

const cluster = theCluster();
const name = "upgrade";
const inside = (kinds: string): readonly Stored[] => list(cluster, kinds, ...namespacesOf(name));

/** Applies the stack with other settings. Each test goes on from what the one before has applied. */
function upgrade(more: Readonly<Record<string, unknown>>): void {
  expectSuccess(apply(cluster, objects("stored", name, more)));
}

const generations = (): ReadonlyMap<string, number | undefined> =>
  new Map(inside(podKinds).map((one) => [idOf(one), one.metadata.generation]));

/** What has another pod template, or another number of pods, after something was done. */
function rolledBy(change: () => void): string[] {
  const before = generations();
  change();
  return [...generations()].filter(([id, now]) => before.get(id) !== now).map(([id]) => id);
}

/** Uids of all claims by name. */
const claims = (): ReadonlyMap<string, string> =>
  new Map(inside("persistentvolumeclaims").map(({ metadata }) => [metadata.name, metadata.uid]));

/** Texts of the ConfigMaps of a workload by key. */
function texts(workload: string): Readonly<Record<string, string>> {
  const maps = inside("configmaps").filter(
    ({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === workload,
  );
  return Object.assign({}, ...maps.map(({ data }) => data)) as Record<string, string>;
}

beforeAll(async () => {
  upgrade({});
  await bindClaims(cluster, name);
}, 60_000);

describe("an upgrade", { timeout: 60_000 }, () => {
  it("of an alert's threshold reaches Prometheus and touches no pod", () => {
    const before = texts("prometheus");
    expect(rolledBy(() => upgrade({ alerts: { HostCpuSaturated: { threshold: 0.81 } } }))).toEqual([]);
    const after = texts("prometheus");
    const changed = Object.keys(after).filter((key) => after[key] !== before[key]);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.map((key) => after[key]).join("\n")).toContain("0.81");
  });

  it("that switches a dashboard off takes it away and touches no pod", () => {
    expect(Object.keys(texts("grafana"))).toContain("host.json");
    expect(rolledBy(() => upgrade({ dashboards: { host: false } }))).toEqual([]);
    expect(Object.keys(texts("grafana"))).not.toContain("host.json");
  });

  it("of one server's memory replaces the pods of that server alone", () => {
    upgrade({});
    expect(rolledBy(() => upgrade({ prometheus: { memory: "6Gi" } }))).toEqual([
      `StatefulSet ${name}/prometheus`,
    ]);
  });

  it("of a file that its server reads at its start replaces the pods of that server alone", () => {
    const files = ["/var/log/syslog", "/srv/shop/app.log"];
    const rolled = rolledBy(() => upgrade({ prometheus: { memory: "6Gi" }, logs: { files } }));
    expect(rolled).toEqual([`DaemonSet ${name}-hosts/collector`]);
  });

  it("to a larger volume grows the claims that stand, and touches no pod", () => {
    upgrade({});
    const before = claims();
    expect(rolledBy(() => upgrade({ prometheus: { disk: "80Gi" } }))).toEqual([]);
    expect(claims()).toEqual(before);
    const sizes = inside("persistentvolumeclaims")
      .filter(({ metadata }) => metadata.name.startsWith("data-prometheus-"))
      .map(({ spec = {} }) => sizeOf(spec));
    expect(sizes).toEqual(["80Gi", "80Gi"]);
  });

  it("to fewer members ends some and keeps what they wrote", async () => {
    const before = claims();
    upgrade({ prometheus: { disk: "80Gi", replicas: 1 } });
    const members = (): string[] =>
      inside("pods")
        .map(({ metadata }) => metadata.name)
        .filter((pod) => /^prometheus-\d+$/.test(pod));
    await eventually(members, (seen) => seen.length === 1);
    expect(claims()).toEqual(before);
  });

  it("to a larger size, with logs in parts, keeps every claim", () => {
    const before = claims();
    upgrade({ ...variants["medium"], prometheus: { disk: "250Gi" } });
    const after = claims();
    expect([...before].filter(([claim, uid]) => after.get(claim) !== uid)).toEqual([]);
    expect(after.size).toBeGreaterThan(before.size);
  });
});
