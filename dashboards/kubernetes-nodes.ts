import { closedRow, dashboard, row } from "./model/dashboard";
import { againstYesterday, kubeletsMissing, nodesNotReady, readyOverTime } from "./panels/kubernetes-cluster";
import { evictions } from "./panels/kubernetes-kubelet";
import * as panels from "./panels/kubernetes-nodes";
import { cluster, someNodes } from "./panels/kubernetes-variables";

/** Nodes of a cluster, and their kubelets. */
export const kubernetesNodesDashboard = dashboard(
  "kubernetes-nodes",
  "Kubernetes nodes",
  {
    description: "Can the nodes run pods, and how much room do they have?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, someNodes],
    links: ["kubernetes", "kubernetes-node", "kubernetes-namespaces", "kubernetes-control-plane", "host"],
    time: "6h",
  },
  [
    row(
      "Are they well?",
      panels.nodesCount,
      panels.nodesReady,
      nodesNotReady,
      kubeletsMissing,
      panels.nodeVersionsAtOnce,
    ),
    row("Room", panels.fullest, panels.requestedOverTime, panels.readinessChanges, panels.pressure),
    row("Kubelets", panels.relistTimes, panels.podStartTimes, evictions),
    closedRow("Number of nodes", readyOverTime, againstYesterday),
    closedRow("Number of pods", panels.podsOfCapacity, panels.podAddresses),
    closedRow("Requested now", panels.cpuRequestedNow, panels.memoryRequestedNow),
  ],
);
