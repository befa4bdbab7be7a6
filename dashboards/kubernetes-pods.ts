import { closedRow, dashboard, row } from "./model/dashboard";
import { podLines, podVolume } from "./panels/kubernetes-logs";
import * as resources from "./panels/kubernetes-pod-resources";
import * as panels from "./panels/kubernetes-pods";
import { cluster, oneNamespace, onePod } from "./panels/kubernetes-variables";

/** One pod and its containers. */
export const kubernetesPodsDashboard = dashboard(
  "kubernetes-pods",
  "Kubernetes pod",
  {
    description: "Does this pod run, why not, and does it get what it needs?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, oneNamespace, onePod],
    links: ["kubernetes-workloads", "kubernetes-node", "kubernetes-network", "container", "logs"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      panels.ready,
      panels.age,
      panels.oomKilled,
      panels.memoryNearest,
      panels.throttledMost,
    ),
    row("State", panels.phase, panels.containersReady, panels.waitingReasons, panels.lastEnds),
    row(
      "CPU and memory",
      resources.cpu,
      resources.memory,
      resources.memoryOfLimit,
      resources.throttled,
      panels.restarts,
    ),
    closedRow("What does it print?", podVolume, podLines),
    closedRow("Network", panels.traffic, panels.packetsLost),
    closedRow(
      "Limits in depth",
      resources.cpuOfLimit,
      resources.memoryPredicted,
      resources.oomEvents,
      panels.threads,
      panels.terminating,
    ),
    closedRow("What does it belong to?", panels.belongsTo),
  ],
);
