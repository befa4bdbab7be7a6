import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as jobs from "./panels/gpu-jobs";
import { gpuHosts, gpuNamespace } from "./panels/gpu-words";

/** Who has the GPUs, and what of them is not used. */
export const gpuJobs = dashboard(
  "gpu-jobs",
  "GPU jobs",
  {
    description: "Who has the GPUs, do they use them, and what is wasted?",
    tags: ["gpu"],
    variables: [cluster, gpuNamespace, gpuHosts],
    links: ["gpu", "gpu-device", "kubernetes-pods"],
    needs: ["gpu"],
    time: "6h",
  },
  [
    row(
      "Are they given out, and used?",
      jobs.givenOut,
      jobs.free,
      jobs.busyGivenOut,
      jobs.idleGivenOut,
      jobs.wasteNow,
    ),
    row("Containers", jobs.pods),
    row("Waste", jobs.wasteOfContainers, jobs.busyOfContainers, jobs.freeOfHosts),
    closedRow("Namespaces", jobs.namespaces),
    closedRow("Namespaces over time", jobs.gpusOfNamespaces, jobs.busyOfNamespaces, jobs.memoryOfNamespaces),
    closedRow("What do containers take?", jobs.memoryOfContainers, jobs.powerOfContainers),
    closedRow("Where the names of pods come from", jobs.names),
  ],
);
