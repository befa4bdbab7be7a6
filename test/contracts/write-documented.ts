/**
 * Writes the contracts anew that are taken from documentation: of programs that need a GPU, another kernel or a download
 * that is no Go module. Needs Go, to fetch sources that some of them are read from.
 *
 *     npx tsx test/contracts/write-documented.ts
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { type Settings } from "../../stacks/settings";
import { dockerSite } from "../../platforms/docker/site";
import { dcgmCounters } from "../../components/dcgm-counters";
import { cadvisorContract, kubeletCadvisorContract } from "./cadvisor";
import { dcgmContract } from "./dcgm";
import { grafanaContract } from "./grafana";
import { kubernetesContracts } from "./kubernetes-list";
import { nodeExporterHardware } from "./node-exporter-hardware";
import { semanticConventions } from "./semantic-conventions";

/** The text of each documented contract by its file. */
function contracts(): Readonly<Record<string, string>> {
  return {
    "cadvisor.prom": cadvisorContract(settings("docker"), dockerSite(settings("docker"))),
    "cadvisor-further.prom": kubeletCadvisorContract(settings("kubernetes")),
    "dcgm.prom": dcgmContract(Object.values(dcgmCounters).flat()),
    "grafana.prom": grafanaContract(),
    ...kubernetesContracts(settings("kubernetes")),
    "node-exporter-hardware.prom": nodeExporterHardware,
    "semantic-conventions.prom": semanticConventions(),
  };
}

function settings(target: "docker" | "kubernetes"): Settings {
  // Every part of the control plane is scraped.
  const controlPlane = { controllerManager: true, etcd: true, scheduler: true };
  const where = target === "kubernetes" ? { kubernetes: { context: "x", controlPlane } } : {};
  return parseSettings({
    stack: "contracts",
    values: { target, ...where, routes: { critical: [] } },
    secretKeys: [],
    catalogue,
  });
}

for (const [file, text] of Object.entries(contracts())) {
  writeFileSync(join(__dirname, file), text);
  console.log(`${file} written`);
}
