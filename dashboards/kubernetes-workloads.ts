import { closedRow, dashboard, row } from "./model/dashboard";
import { restartsRising } from "./panels/kubernetes-namespaces";
import * as use from "./panels/kubernetes-use";
import { cluster, oneNamespace, workloads } from "./panels/kubernetes-variables";
import * as panels from "./panels/kubernetes-workloads";

/** What runs in a namespace of a cluster. */
export const kubernetesWorkloadsDashboard = dashboard(
  "kubernetes-workloads",
  "Kubernetes workloads",
  {
    description: "Does what should run in a namespace run, and has it what it needs?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, oneNamespace, ...workloads],
    links: [
      "kubernetes-namespaces",
      "kubernetes-pods",
      "kubernetes-scaling",
      "kubernetes-storage",
      "gpu-jobs",
    ],
    time: "6h",
  },
  [
    row(
      "Does it run?",
      panels.workloadsMissing,
      panels.podsNotReady,
      panels.oomKills,
      panels.jobsFailed,
      use.cpuOfNamespace,
      use.memoryOfNamespace,
    ),
    row(
      "Workloads",
      panels.deploymentsMissing,
      panels.statefulSetsMissing,
      panels.daemonSetsMissing,
      panels.deploymentReplicas,
      panels.podsByPhase,
      panels.containersWaiting,
    ),
    row("CPU and memory", use.workloadCpu, use.workloadMemory),
    row("Its pods", use.pods),
    closedRow(
      "Rollouts",
      panels.statefulSetsOutdated,
      panels.daemonSetsOutdated,
      panels.daemonSetsNotScheduled,
      panels.daemonSetsMisscheduled,
    ),
    closedRow("Used against requested", use.cpuAgainstRequests, use.memoryAgainstRequests),
    closedRow("Which pod belongs to what?", use.podsAndWorkloads),
    closedRow("Failures over time", restartsRising, panels.podsFailed, use.podNetwork),
  ],
);
