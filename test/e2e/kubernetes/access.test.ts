import { beforeAll, describe, expect, it } from "vitest";
import { namespaceFor } from "../../../platforms/kubernetes/names";
import { apply, expectSuccess, theCluster } from "./cluster";
import { denied } from "./denied";
import { type Groups, needs } from "./needs";
import { accountUser, allowed, allRights, type Right, words } from "./rights";
import { namespacesOf, objects, stack } from "./stacks";

const cluster = theCluster();

/** Stacks whose servers differ: with everything that can be scraped, and with shards and parts. */
const stacks = ["everything", "large"].map((variant) => {
  const name = `access-${variant}`;
  const { settings, workloads } = stack(variant, name);
  return {
    variant,
    name,
    accounts: workloads.map((one) => ({ one, namespace: namespaceFor(one, settings) })),
  };
});
const accounts = stacks.flatMap((each) => each.accounts);
const userOf = ({ one, namespace }: (typeof accounts)[number]) => accountUser(namespace, one.name);
let groups: Groups;

beforeAll(async () => {
  for (const { variant, name } of stacks) {
    const access = objects(variant, name).filter(({ kind }) =>
      /^(Namespace|ServiceAccount|(Cluster)?Role(Binding)?)$/.test(kind),
    );
    expectSuccess(apply(cluster, access));
  }
  groups = await groupsOfKinds();
}, 60_000);

describe("each server's account", () => {
  it("may do what the server has to do", async () => {
    const lacking: string[] = [];
    for (const account of accounts) {
      const needed = needs(account.one, groups);
      const has = await allowed(cluster, userOf(account), needed);
      lacking.push(
        ...needed
          .map(words)
          .filter((right) => !has.includes(right))
          .map((right) => `${account.one.name}: ${right}`),
      );
    }
    expect(lacking).toEqual([]);
  });

  it("is known for what it needs: Prometheus, kube-state-metrics and the collectors ask, nobody else", () => {
    const asking = accounts.filter(({ one }) => needs(one, groups).length > 0).map(({ one }) => one.server);
    expect([...new Set(asking)].sort()).toEqual(["collector", "kube-state-metrics", "prometheus"]);
  });

  it("may do nothing else, in any namespace, than what everybody may", async () => {
    const surplus: string[] = [];
    const everywhere = ["default", "kube-node-lease", "kube-public", "kube-system", "shop"];
    for (const { name, accounts: some } of stacks)
      for (const namespace of [...everywhere, ...namespacesOf(name)]) {
        const everybody = await allRights(cluster, accountUser(name, "nobody"), namespace);
        for (const account of some) {
          const needed = needs(account.one, groups)
            .filter((right) => holdsIn(right, namespace))
            .map(anywhere);
          const has = await allRights(cluster, userOf(account), namespace);
          surplus.push(
            ...has
              .filter((right) => !everybody.includes(right) && !needed.includes(right))
              .map((right) => `${account.one.name}: ${right} in ${namespace}`),
          );
        }
      }
    expect(surplus).toEqual([]);
  }, 60_000);

  it("may not read secrets, change anything or become somebody else", async () => {
    const found: string[] = [];
    for (const { name, accounts: some } of stacks) {
      const rights = denied([name]);
      for (const account of some)
        found.push(
          ...(await allowed(cluster, userOf(account), rights)).map(
            (right) => `${account.one.name}: ${right}`,
          ),
        );
    }
    expect(found).toEqual([]);
  }, 120_000);

  it("is refused by the server itself, not by its review alone", async () => {
    const user = accountUser(stacks[0]?.name ?? "", "prometheus");
    expect((await cluster.call("GET", "/api/v1/pods?limit=1", undefined, user)).status).toBe(200);
    expect((await cluster.call("GET", "/api/v1/secrets?limit=1", undefined, user)).status).toBe(403);
  });
});

function holdsIn(right: Right, namespace: string): boolean {
  return "path" in right || right.namespace === undefined || right.namespace === namespace;
}

/** A right in words, without its namespace. */
function anywhere(right: Right): string {
  if ("path" in right) return words(right);
  const { verb, group, resource } = right;
  return words({ verb, group, resource });
}

/** The group of each kind of objects; where several have one, that which the server names first. */
async function groupsOfKinds(): Promise<Groups> {
  const get = async <T>(path: string): Promise<T> => JSON.parse((await cluster.call("GET", path)).body) as T;
  const list = await get<{ groups: { name: string; preferredVersion: { groupVersion: string } }[] }>("/apis");
  const versions = list.groups.map(
    ({ name, preferredVersion }) => [name, `/apis/${preferredVersion.groupVersion}`] as const,
  );
  const found = new Map<string, string>();
  for (const [group, path] of [["", "/api/v1"] as const, ...versions]) {
    const { resources } = await get<{ resources: { name: string }[] }>(path);
    for (const { name } of resources) if (!found.has(name)) found.set(name, group);
  }
  return found;
}
