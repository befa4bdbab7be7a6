import { join } from "node:path";
import { portOf, portTable } from "../../components/ports";
import { type Settings } from "../../stacks/settings";
import { type ServerName } from "../../stacks/versions";
import { type Site } from "../workload";
import { stackPaths } from "./paths";

/** Servers that run only in containers: the local target does not have them. */
const containersOnly: readonly ServerName[] = ["cadvisor", "dcgm-exporter", "docker-socket-proxy"];

/**
 * The surroundings of a workload that runs as a process of this machine.
 *
 * @param root folder of the checkout
 * @param missing servers that were not found on this machine and cannot be built
 */
export function localSite(settings: Settings, root: string, missing: readonly ServerName[] = []): Site {
  const table = portTable(settings);
  const paths = stackPaths(root, settings.stack);
  const address = (workload: string, port: string): string =>
    `127.0.0.1:${portOf(table, workload, port) + settings.portOffset}`;
  const url = (workload: string, port: string): string => `http://${address(workload, port)}`;
  return {
    target: "local",
    address,
    url,
    members: (workload, port) => [address(workload, port)],
    discovery: () => undefined,
    publicUrl: url,
    hostRoot: "",
    serverLogs: { files: [join(paths.logs, "*.log")], format: "plain" },
    runs: (server) => !containersOnly.includes(server) && !missing.includes(server),
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
