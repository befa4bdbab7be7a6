import {
  KubeletClientCertificateExpiring,
  KubeletCertificateRenewalFailing,
  KubeletEvicting,
  KubeletPodStartSlow,
  KubeletRelistSlow,
  KubeletRuntimeErrors,
  KubeletServerCertificateExpiring,
} from "../rules/kubernetes-kubelet";
import {
  KubeNodeFlapping,
  KubeNodePodAddressesNearlyUsedUp,
  KubeNodePodsNearlyFull,
  KubeNodesManyNotReady,
} from "../rules/kubernetes-nodes";
import { KubeVolumeOperationsFailing } from "../rules/kubernetes-storage";
import * as kubelet from "../signals/kubernetes-kubelet";
import * as nodes from "../signals/kubernetes-nodes";
import { nodeCpuRequested, nodeMemoryRequested } from "../signals/kubernetes-resources";
import { volumeOperationsFailed } from "../signals/kubernetes-storage";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, table, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";

const noObjects = "No data: kube-state-metrics is not scraped";
const noKubelet = "No data: the kubelet of this node is not scraped";

// kube-state-metrics is one target for all nodes.
const allNodes = { past: ["instance"] } as const;

/** Nodes of a cluster, and their kubelets. */
export const kubernetesNodesDashboard = dashboard(
  "kubernetes-nodes",
  "Kubernetes nodes",
  {
    description: "Can the nodes run pods, and how much room do they have?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, { ...instance, label: "Node", job: "kubelet" }],
    links: ["kubernetes", "kubernetes-workloads", "host"],
    time: "6h",
  },
  [
    row(
      "Are they well?",
      stat(nodes.nodesCount, {
        ...allNodes,
        why: "A number that falls without a plan is machines that are gone.",
        act: "Compare with the list of your provider.",
        noValue: noObjects,
      }),
      stat(nodes.nodesReady, {
        ...allNodes,
        why: "Only nodes that are ready take pods.",
        act: "Run `kubectl get nodes` for the names of the others.",
        noValue: noObjects,
      }),
      stat(nodes.nodesNotReady, {
        ...allNodes,
        line: KubeNodesManyNotReady,
        why: "Many at once have a common cause: network, certificates, an update.",
        act: "Look for what they have in common before you restart any.",
        noValue: noObjects,
      }),
      stat(kubelet.kubeletsMissing, {
        ...allNodes,
        badFrom: 1,
        why: "Of a node without a kubelet that answers nothing is measured.",
        act: "See the page of targets of Prometheus for the error.",
        noValue: noObjects,
      }),
    ),
    row(
      "Room",
      table([nodeCpuRequested, nodeMemoryRequested, nodes.podsOfCapacity], {
        ...allNodes,
        title: "Nodes, fullest first",
        line: KubeNodePodsNearlyFull,
        columns: { node: { title: "Node" } },
        why: "A pod finds a place only where CPU, memory and the number of pods all leave room.",
        act: "Add nodes when all are full; spread pods when some are.",
        noValue: noObjects,
      }),
      timeseries([nodeCpuRequested, nodeMemoryRequested], {
        ...allNodes,
        title: "CPU and memory requested by node",
        why: "Uneven nodes waste room: a large pod fits nowhere although there is enough in all.",
        act: "Drain a full node a little, and let the scheduler place its pods anew.",
        noValue: noObjects,
      }),
      timeseries(nodes.podsOfCapacity, {
        ...allNodes,
        title: "Pods of the number allowed over time",
        line: KubeNodePodsNearlyFull,
        why: "At 100 % no further pod is taken, whatever is free.",
        act: "Add nodes, or raise the number where addresses allow it.",
        noValue: noObjects,
      }),
      timeseries(nodes.podAddressesUsed, {
        ...allNodes,
        line: KubeNodePodAddressesNearlyUsedUp,
        why: "Pods that get no address hang while they are created.",
        act: "Lower the number of pods, or give nodes larger ranges.",
        noValue: "No data: nodes have no range of addresses from /24 to /27",
      }),
      timeseries(nodes.readinessChanges, {
        ...allNodes,
        line: KubeNodeFlapping,
        why: "A node that comes and goes hurts more than one that is gone.",
        act: "Cordon it until the cause is known.",
        noValue: noObjects,
      }),
    ),
    row(
      "Kubelets",
      timeseries(kubelet.relistTime, {
        line: KubeletRelistSlow,
        why: "A kubelet that cannot see its containers declares the node not ready.",
        act: "Look at disk and CPU of the node, and at its runtime.",
        noValue: noKubelet,
      }),
      timeseries(kubelet.podStartTime, {
        line: KubeletPodStartSlow,
        why: "It is how long a replaced pod is missing.",
        act: "Look at volumes and the network plugin.",
        noValue: "No pod was started",
      }),
      timeseries(kubelet.runningPods, {
        why: "A step down is pods that ended or were moved.",
        act: "Compare with the other nodes.",
        noValue: noKubelet,
      }),
      timeseries(kubelet.evictions, {
        line: KubeletEvicting,
        why: "A node that evicts is short of what the line is called after.",
        act: "Find the pods that use more than they asked for.",
        noValue: "No pod was evicted",
      }),
    ),
    closedRow(
      "Runtime, volumes and certificates",
      timeseries(kubelet.runtimeErrors, {
        line: KubeletRuntimeErrors,
        why: "Calls that fail are pods that do not start or do not end.",
        act: "Read the log of the runtime on the node.",
        noValue: "No call has failed",
      }),
      timeseries(volumeOperationsFailed, {
        line: KubeVolumeOperationsFailing,
        why: "Pods wait for volumes that cannot be mounted.",
        act: "Read the events of the pods, and the log of the driver on the node.",
        noValue: "No operation has failed",
      }),
      timeseries(kubelet.kubeletClientCertificate, {
        line: KubeletClientCertificateExpiring,
        why: "When it ends, the node is lost to the cluster.",
        act: "See whether requests for certificates wait for an approval.",
        noValue: noKubelet,
      }),
      timeseries(kubelet.kubeletServerCertificate, {
        line: KubeletServerCertificateExpiring,
        why: "When it ends, logs, exec and metrics of the node are refused.",
        act: "Approve the kubelet's request for a new one.",
        noValue: "No data: kubelets answer with certificates of their own",
      }),
      timeseries(kubelet.renewalErrors, {
        line: KubeletCertificateRenewalFailing,
        why: "Certificates that are not renewed end.",
        act: "Read the log of the kubelet, and the list of requests.",
        noValue: "No renewal has failed",
      }),
    ),
  ],
);
