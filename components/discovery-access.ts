import { type ClusterAccess, type Discovery, type Site } from "../platforms/workload";
import { discoveryOf, type WorkloadJob } from "./scrape-config";

interface Kind {
  readonly apiGroup: string;
  readonly resource: string;
}

/** What Prometheus watches for each role; the slices of a service name pods and services, whose labels it adds. */
const watched: Readonly<Record<Discovery["role"], readonly Kind[]>> = {
  node: [{ apiGroup: "", resource: "nodes" }],
  pod: [{ apiGroup: "", resource: "pods" }],
  service: [{ apiGroup: "", resource: "services" }],
  endpointslice: [
    { apiGroup: "", resource: "pods" },
    { apiGroup: "", resource: "services" },
    { apiGroup: "discovery.k8s.io", resource: "endpointslices" },
  ],
};

/** The rights that Prometheus needs to find the targets of its jobs: no more kinds and no more namespaces than they name. */
export function discoveryAccess(site: Site, jobs: readonly WorkloadJob[]): readonly ClusterAccess[] {
  // Namespace and API group → resources; the namespace "" stands for all.
  const wanted = new Map<string, Map<string, Set<string>>>();
  for (const job of jobs) {
    const discovery = discoveryOf(site, job);
    if (discovery === undefined) continue;
    for (const namespace of discovery.namespaces ?? [""])
      for (const { apiGroup, resource } of watched[discovery.role]) {
        const groups = wanted.get(namespace) ?? new Map<string, Set<string>>();
        wanted.set(namespace, groups.set(apiGroup, (groups.get(apiGroup) ?? new Set()).add(resource)));
      }
  }
  return [...wanted].sort(byName).flatMap(([namespace, groups]) =>
    [...groups].sort(byName).flatMap(([apiGroup, resources]): ClusterAccess[] => {
      const everywhere = namespace === "" ? undefined : wanted.get("")?.get(apiGroup);
      const needed = [...resources].filter((resource) => everywhere?.has(resource) !== true).sort();
      if (needed.length === 0) return [];
      const rights = { apiGroups: [apiGroup], resources: needed, verbs: ["list", "watch"] };
      return [namespace === "" ? rights : { namespace, ...rights }];
    }),
  );
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
