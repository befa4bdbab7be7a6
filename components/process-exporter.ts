import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { portTable } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";

/** process-exporter: processes of the host, as groups. */
export function processExporter(settings: Settings, site: Site): Component {
  const at = site.place("process-exporter");
  const served = serving(site, "process-exporter", { password: true });
  return {
    workload: {
      name: "process-exporter",
      server: "process-exporter",
      args: [
        `-config.path=${at.file("processes.yml")}`,
        `-web.listen-address=${at.listen("http")}`,
        ...webConfigArgs(served, "-web.config.file"),
        `-procfs=${site.hostRoot}/proc`,
        // Series for each thread would outnumber everything else.
        "-threads=false",
      ],
      files: [{ name: "processes.yml", content: toYaml(groups(settings)), onChange: "restart" }],
      ports: portTable(settings)["process-exporter"] ?? {},
      secrets: served.secrets,
      health: { port: "http", path: "/", ...served.health },
      memory: "128Mi",
      cpu: "50m",
      eachHost: { labels: {} },
      host: {
        mounts: [{ from: "/proc", to: "/host/proc" }],
        pid: true,
        // Descriptors and I/O of other users' processes are shown to root alone; all capabilities but these are dropped.
        user: "0:0",
      },
      capabilities: ["CAP_DAC_READ_SEARCH", "CAP_SYS_PTRACE"],
    },
    scrape: [
      {
        job: "process",
        port: "http",
        instance: settings.host,
        shards: "split",
        client: scrapeClient(site, "process-exporter"),
      },
    ],
  };
}

/** Without groups in the settings every process counts under the name of its executable. */
function groups(settings: Settings) {
  if (settings.processes.length === 0) return { process_names: [{ name: "{{.Comm}}", cmdline: [".+"] }] };
  return { process_names: settings.processes.map(({ name, executables }) => ({ name, comm: executables })) };
}
