/** A stack of a cluster with all its servers on this machine: the arguments and files of its pods, other addresses. */
import { join } from "node:path";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { stackPaths } from "../../platforms/local/paths";
import { type Site } from "../../platforms/workload";
import { type Settings } from "../../stacks/settings";

/** Where servers listen: one port of 127.0.0.1 for each of the names. */
export interface Ports {
  /** Port of a workload's member. */
  readonly of: (workload: string, port: string, member?: number) => number;
}

/** Hands out ports in the order in which they are asked for; the same question has the same answer. */
export function portsFrom(first: number): Ports {
  const known = new Map<string, number>();
  return {
    of: (workload, port, member = 0) => {
      const key = `${workload}/${port}/${member}`;
      const found = known.get(key) ?? first + known.size;
      known.set(key, found);
      return found;
    },
  };
}

/**
 * What components are told instead of the cluster's own surroundings. Servers speak in clear: how they know each other
 * changes nothing of what they measure.
 *
 * @param root folder that takes everything
 */
export function loopbackSite(settings: Settings, root: string, ports: Ports): Site {
  const paths = stackPaths(root, settings.stack);
  const address = (workload: string, port: string): string => `127.0.0.1:${ports.of(workload, port)}`;
  return {
    ...inTheClear(kubernetesSite(settings)),
    address,
    url: (workload, port) => `http://${address(workload, port)}`,
    members: (workload, port, replicas) =>
      Array.from({ length: replicas }, (_each, member) => `127.0.0.1:${ports.of(workload, port, member)}`),
    discovery: () => undefined,
    hostRoot: root,
    serverLogs: { files: [join(root, "pods", "*", "*", "*.log")], format: "kubernetes" },
    place: (workload) => ({
      config: paths.config(workload),
      data: paths.data(workload),
      file: (name) => join(paths.config(workload), name),
      secret: (name) => join(paths.secrets(workload), name),
      listen: (port) => address(workload, port),
      self: (port) => address(workload, port),
    }),
  };
}

function inTheClear(site: Site): Site {
  return Object.fromEntries(Object.entries(site).filter(([key]) => key !== "identity")) as unknown as Site;
}
