import { closedRow, dashboard, row } from "./model/dashboard";
import * as kubelet from "./panels/kubernetes-kubelet";
import * as panels from "./panels/kubernetes-node";
import { cluster, nameOfNode, oneNode } from "./panels/kubernetes-variables";

/** One node of a cluster, its kubelet and its pods. */
export const kubernetesNodeDashboard = dashboard(
  "kubernetes-node",
  "Kubernetes node",
  {
    description: "Can this node run its pods, what of it is promised, and which pods are on it?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, oneNode, nameOfNode],
    links: ["kubernetes-nodes", "kubernetes-pods", "host", "logs"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      panels.ready,
      panels.cordoned,
      panels.cpuRequested,
      panels.memoryRequested,
      panels.podsOfCapacity,
      kubelet.runningPodsNow,
    ),
    row("State and room", panels.conditions, panels.cpuAgainstRequests, panels.memoryAgainstRequests),
    row("Its pods", panels.pods),
    row("Its kubelet", kubelet.relistTime, kubelet.podStartTime, kubelet.evictions, kubelet.startsFailed),
    closedRow("Pods over time", kubelet.runningPods, panels.podsPlaced, kubelet.admissionRejected),
    closedRow("Runtime and volumes", kubelet.runtimeErrors, kubelet.volumeOperations),
    closedRow("Certificates", kubelet.clientCertificate, kubelet.serverCertificate, kubelet.renewals),
    closedRow("Versions and taints", panels.versions, panels.taints),
  ],
);
