/** How those in the pod of a Prometheus call it, where it wants a password. */
import { type ConfigFile, type Site } from "../platforms/workload";
import { toYaml } from "../stacks/yaml";
import { clientOf } from "./secured";

/** Name of the file; in a folder of its own, since that of prometheus.yml is taken up while the server runs. */
const clientFile = "client/client.yml";

/** Path of that file in the pod of a Prometheus. */
export const clientPath = (site: Site, name: string): string => site.place(name).file(clientFile);

/** Nothing on one host. */
export function ownClient(site: Site, name: string): readonly ConfigFile[] {
  if (site.identity === undefined) return [];
  return [{ name: clientFile, content: toYaml(clientOf(site, name)), onChange: "restart" }];
}

/** A member that still reads its log is not ready, and the next one is not restarted meanwhile: nobody else can ask so. */
export function readyCommand(site: Site, name: string): { readonly command?: readonly string[] } {
  if (site.identity === undefined) return {};
  const port = site.place(name).self("http").split(":").at(-1);
  return {
    command: [
      "/bin/promtool",
      "check",
      "ready",
      `--http.config.file=${clientPath(site, name)}`,
      `--url=https://localhost:${port}`,
    ],
  };
}
