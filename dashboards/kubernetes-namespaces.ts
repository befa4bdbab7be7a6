import { closedRow, dashboard, row } from "./model/dashboard";
import * as panels from "./panels/kubernetes-namespaces";
import { cpuRequested, memoryRequested } from "./panels/kubernetes-cluster";
import { fullestQuota } from "./panels/kubernetes-scaling";
import { cluster, namespace } from "./panels/kubernetes-variables";

/** The namespaces of a cluster beside each other. */
export const kubernetesNamespacesDashboard = dashboard(
  "kubernetes-namespaces",
  "Kubernetes namespaces",
  {
    description: "Which namespace is in trouble, and which asks for more than it uses?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, namespace],
    links: [
      "kubernetes",
      "kubernetes-workloads",
      "kubernetes-nodes",
      "kubernetes-scaling",
      "kubernetes-storage",
      "kubernetes-network",
    ],
    time: "24h",
  },
  [
    row(
      "Is any in trouble?",
      panels.notReadyInAll,
      panels.oomInAll,
      panels.jobsFailedInAll,
      panels.cpuOfRequests,
      panels.memoryOfRequests,
      fullestQuota,
    ),
    row("All of them", panels.namespaces),
    row(
      "What they use of what they asked for",
      panels.cpuUseOfRequests,
      panels.memoryUseOfRequests,
      panels.restartsRising,
    ),
    closedRow("What does not run", panels.notReadyNow),
    closedRow(
      "Requests and storage",
      cpuRequested,
      memoryRequested,
      panels.containersWithoutRequests,
      panels.storageAskedFor,
    ),
  ],
);
