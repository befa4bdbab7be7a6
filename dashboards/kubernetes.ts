import {
  KubeContainersWithoutRequests,
  KubeCpuOvercommitted,
  KubeMemoryOvercommitted,
  KubeQuotaOvercommitted,
} from "../rules/kubernetes-capacity";
import { KubeContainerRestartsRising } from "../rules/kubernetes-restarts";
import {
  KubeNodesManyNotReady,
  KubeNodesFewerThanYesterday,
  KubeVersionSkew,
} from "../rules/kubernetes-nodes";
import {
  podsByPhase,
  containersWaiting,
  podsNotReady,
  restartsByNamespace,
} from "../signals/kubernetes-containers";
import { kubeletsMissing } from "../signals/kubernetes-kubelet";
import * as nodes from "../signals/kubernetes-nodes";
import { quotaPromised } from "../signals/kubernetes-quotas";
import * as resources from "../signals/kubernetes-resources";
import { claimsByPhase } from "../signals/kubernetes-storage";
import { workloadsMissing } from "../signals/kubernetes-workloads";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster } from "./model/variables";

const noObjects = "No data: kube-state-metrics is not scraped";
const noContainers = "No data: the kubelets are not scraped";

/** A cluster at a glance: nodes, room, and what does not run. */
export const kubernetesDashboard = dashboard(
  "kubernetes",
  "Kubernetes",
  {
    description: "Is the cluster well, and has it room for what is asked of it?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster],
    links: ["kubernetes-workloads", "kubernetes-nodes", "kubernetes-control-plane", "overview"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      stat(nodes.nodesNotReady, {
        line: KubeNodesManyNotReady,
        why: "What runs on a node that is not ready is moved, if others have room.",
        act: "Open the dashboard of the nodes to see which one it is.",
        noValue: noObjects,
      }),
      stat(workloadsMissing, {
        badFrom: 1,
        why: "A workload with replicas missing carries its load with fewer.",
        act: "Open the dashboard of the workloads to see which one it is.",
        noValue: noObjects,
      }),
      stat(resources.cpuRequestedWithoutNode, {
        line: KubeCpuOvercommitted,
        why: "Above 100 % some pods find no place when a node is lost.",
        act: "Add a node, or lower requests that are not used.",
        noValue: "No data: the cluster has one node, or kube-state-metrics is not scraped",
      }),
      stat(resources.memoryRequestedWithoutNode, {
        line: KubeMemoryOvercommitted,
        why: "Above 100 % some pods find no place when a node is lost.",
        act: "Add a node, or lower requests that are not used.",
        noValue: "No data: the cluster has one node, or kube-state-metrics is not scraped",
      }),
      stat(kubeletsMissing, {
        badFrom: 1,
        why: "Of a node without a kubelet that answers nothing is measured.",
        act: "See on the dashboard of the nodes which one it is, and why it cannot be scraped.",
        noValue: noObjects,
      }),
      stat(nodes.versionsMinor, {
        line: KubeVersionSkew,
        why: "More than one version for long is an upgrade that stands still.",
        act: "Bring the nodes that lag behind to the version of the API server.",
        noValue: noObjects,
      }),
    ),
    row(
      "Pods",
      timeseries(podsByPhase, {
        stack: true,
        why: "Pending pods that stay find no node; failed ones that pile up fail again and again.",
        act: "Look for the namespace on the dashboard of the workloads.",
        noValue: noObjects,
      }),
      timeseries(containersWaiting, {
        why: "The reason says what kind of trouble it is: image, configuration, crash.",
        act: "See which containers wait on the dashboard of the workloads.",
        noValue: "No container waits",
      }),
      timeseries(podsNotReady, {
        title: "Pods not ready by namespace",
        why: "Pods that are not ready take no requests.",
        act: "Read the readiness probe's message in the events of the pod.",
        noValue: "All pods are ready",
      }),
      timeseries(restartsByNamespace, {
        line: KubeContainerRestartsRising,
        why: "Restarts that rise are a change, a leak or a server that others miss.",
        act: "Find the containers of the namespace, and read their log from before the restart.",
        noValue: noObjects,
      }),
    ),
    row(
      "Room",
      timeseries(resources.namespaceCpu, {
        stack: true,
        why: "Shows who uses the CPUs of the cluster.",
        act: "Compare with what was requested before you add nodes.",
        noValue: noContainers,
      }),
      timeseries(resources.namespaceMemory, {
        stack: true,
        why: "Shows who holds the memory of the cluster.",
        act: "Look for a namespace that only grows.",
        noValue: noContainers,
      }),
      timeseries(nodes.nodesByCondition, {
        why: "A node under pressure takes no new pods and evicts some.",
        act: "See which one it is on the dashboard of the nodes.",
        noValue: "No data: no node tells its conditions",
      }),
    ),
    closedRow(
      "Requests and quotas",
      timeseries(resources.namespaceCpuRequested, {
        stack: true,
        why: "What is requested is taken, whether it is used or not.",
        act: "Lower requests of namespaces that use far less.",
        noValue: noObjects,
      }),
      timeseries(resources.namespaceMemoryRequested, {
        stack: true,
        why: "Memory that is requested and not used could hold other pods.",
        act: "Compare with the use by namespace, over a week.",
        noValue: noObjects,
      }),
      timeseries(quotaPromised, {
        line: KubeQuotaOvercommitted,
        why: "Above 100 % not all can use what their quota promises.",
        act: "Lower quotas that are hardly used, or add nodes.",
        noValue: "No data: no namespace has a quota for CPU or memory",
      }),
      timeseries(resources.containersWithoutRequests, {
        line: KubeContainersWithoutRequests,
        why: "Containers without a request make nodes too full, and are evicted first.",
        act: "Give them requests, or the namespace a default.",
        noValue: "All containers have a memory request",
      }),
    ),
    closedRow(
      "Nodes and volumes",
      timeseries([nodes.nodesCount, nodes.nodesReady], {
        title: "Nodes, and those that are ready",
        why: "A gap between the two lines is nodes that cannot run pods.",
        act: "Open the dashboard of the nodes.",
        noValue: noObjects,
      }),
      timeseries(nodes.nodesOfYesterday, {
        line: KubeNodesFewerThanYesterday,
        past: ["cluster"],
        why: "Fewer nodes than yesterday is less room, whoever took them away.",
        act: "Ask the autoscaler and the provider what became of them.",
        noValue: "No data: nothing was recorded yesterday",
      }),
      timeseries(claimsByPhase, {
        why: "Claims that stay pending have pods that wait; lost ones have lost their data.",
        act: "Read the events of the claim.",
        noValue: "No data: there are no claims of volumes",
      }),
    ),
  ],
);
