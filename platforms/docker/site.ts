import { portOf, portTable } from "../../components/ports";
import { type Settings } from "../../stacks/settings";
import { versions, type ServerName } from "../../stacks/versions";
import { type Place, type Site } from "../workload";
import { networkRange } from "./network";
import { publishedOn } from "./published";

/** Folder of the configuration files in every container. */
export const configFolder = "/etc/observatory";

/** Folder of the secret files in every container. */
export const secretsFolder = "/run/secrets";

/** Workloads that run in the host's own network; their `host.network` must say so as well. */
export const inHostNetwork: ReadonlySet<string> = new Set(["node-exporter"]);

/** Where things lie and how they are reached on one Docker host. */
export function dockerSite(settings: Settings): Site {
  const table = portTable(settings);
  const { gateway } = networkRange(settings);
  // Only ports on the host are shifted: each container of the network has its ports to itself.
  const inner = (workload: string, port: string): number =>
    portOf(table, workload, port) + (inHostNetwork.has(workload) ? settings.portOffset : 0);
  const address = (workload: string, port: string): string =>
    `${inHostNetwork.has(workload) ? gateway : workload}:${inner(workload, port)}`;
  const place = (workload: string): Place => ({
    config: configFolder,
    data: dataPath(workload),
    file: (name) => `${configFolder}/${name}`,
    secret: (name) => `${secretsFolder}/${name}`,
    listen: (port) => `${inHostNetwork.has(workload) ? gateway : ""}:${inner(workload, port)}`,
    self: (port) => `${inHostNetwork.has(workload) ? gateway : "127.0.0.1"}:${inner(workload, port)}`,
  });
  return {
    target: "docker",
    place,
    address,
    url: (workload, port) => `http://${address(workload, port)}`,
    members: (workload, port) => [address(workload, port)],
    discovery: () => undefined,
    publicUrl: (workload, port) => {
      const on = publishedOn(settings, workload, port);
      // A port that is not published is reached inside of the stack's network only, by this name.
      if (on === undefined) return `http://${address(workload, port)}`;
      // Listening on all addresses gives no address to go to; the host's name is the one that a person knows.
      const host = on === "0.0.0.0" ? settings.host : on;
      return `http://${host}:${portOf(table, workload, port) + settings.portOffset}`;
    },
    hostRoot: "/host",
    runs: (server) => versions[server].image !== undefined,
    serverLogs: { files: ["/host/var/lib/docker/containers/*/*-json.log"], format: "docker-json" },
  };
}

/** Where a workload's data volume is mounted: over the folder of its image that belongs to its user, if there is one. */
export function dataPath(workload: string): string {
  const server: { readonly dataPath?: string } | undefined = Object.hasOwn(versions, workload)
    ? versions[workload as ServerName]
    : undefined;
  return server?.dataPath ?? "/data";
}
