import { dashboard, closedRow, row } from "./model/dashboard";
import * as panels from "./panels/kubernetes-cluster";
import { containersWithoutRequests } from "./panels/kubernetes-namespaces";
import { nodeVersionsAtOnce } from "./panels/kubernetes-nodes";
import { quotasPromised } from "./panels/kubernetes-scaling";
import { claimsByPhase } from "./panels/kubernetes-storage";
import { cluster } from "./panels/kubernetes-variables";

/** A cluster at a glance: nodes, room, and what does not run. */
export const kubernetesDashboard = dashboard(
  "kubernetes",
  "Kubernetes",
  {
    description: "Is the cluster well, and has it room for what is asked of it?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster],
    links: [
      "overview",
      "kubernetes-namespaces",
      "kubernetes-nodes",
      "kubernetes-storage",
      "kubernetes-network",
      "kubernetes-scaling",
      "kubernetes-api-server",
      "kubernetes-control-plane",
    ],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      panels.nodesNotReady,
      panels.replicasMissing,
      panels.cpuWithoutNode,
      panels.memoryWithoutNode,
      panels.kubeletsMissing,
      nodeVersionsAtOnce,
    ),
    row("Pods", panels.podsByPhase, panels.containersWaiting, panels.podsNotReady, panels.restarts),
    row("Room", panels.cpuByNamespace, panels.memoryByNamespace, panels.nodesUnderPressure, panels.apiErrors),
    closedRow(
      "Requests and quotas",
      panels.cpuRequested,
      panels.memoryRequested,
      quotasPromised,
      containersWithoutRequests,
    ),
    closedRow("Nodes and volumes", panels.readyOverTime, panels.againstYesterday, claimsByPhase),
  ],
);
