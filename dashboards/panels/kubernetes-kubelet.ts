import {
  KubeletCertificateRenewalFailing,
  KubeletClientCertificateExpiring,
  KubeletEvicting,
  KubeletPodStartSlow,
  KubeletRelistSlow,
  KubeletRuntimeErrors,
  KubeletServerCertificateExpiring,
} from "../../rules/kubernetes-kubelet";
import { KubeVolumeOperationsFailing } from "../../rules/kubernetes-storage";
import * as kubelet from "../../signals/kubernetes-kubelet";
import * as node from "../../signals/kubernetes-node";
import { volumeOperationsFailed } from "../../signals/kubernetes-storage";
import { stat, timeseries } from "../model/panel";
import { noKubelet, toNodeOfKubelet } from "./kubernetes-variables";

/** The kubelet of a node, in its own words. */

export const runningPodsNow = stat(kubelet.runningPods, {
  sparkline: true,
  title: "Pods that run here",
  why: "A step down is pods that ended or were moved.",
  act: "If it is far below the other nodes, see whether the node is cordoned or tainted.",
  noValue: noKubelet,
});

export const evictions = timeseries(kubelet.evictions, {
  line: KubeletEvicting,
  drill: [toNodeOfKubelet],
  why: "A node that evicts is short of what the line is called after.",
  act: "Find the pods that use more than they asked for.",
  noValue: "No pod was evicted",
});

export const relistTime = timeseries(kubelet.relistTime, {
  line: KubeletRelistSlow,
  why: "After three minutes without a full look the node is declared not ready, and its pods are moved.",
  act: "Look at disk and CPU of the node, and at its runtime.",
  noValue: noKubelet,
});

export const podStartTime = timeseries(kubelet.podStartTime, {
  line: KubeletPodStartSlow,
  why: "Each rollout and each repair waits for this.",
  act: "Look at volumes and the network plugin.",
  noValue: "No pod was started",
});

export const runningPods = timeseries(kubelet.runningPods, {
  why: "Pods that leave one after the other are a drain; all at once is a restart.",
  act: "Compare with the other nodes.",
  noValue: noKubelet,
});

export const startsFailed = timeseries(node.kubeletPodsFailed, {
  why: "The scheduler sends pods here that never come up, and does not learn from it.",
  act: "Cordon the node if other nodes start the same pods without trouble.",
  noValue: noKubelet,
});

export const admissionRejected = timeseries(node.kubeletAdmissionRejected, {
  why: "The kubelet counts what the scheduler does not: topology, devices, its own reserve.",
  act: "The reason names the resource. A controller that tries again at once fills the cluster with failed pods.",
  noValue: "No pod was refused",
});

export const runtimeErrors = timeseries(kubelet.runtimeErrors, {
  line: KubeletRuntimeErrors,
  why: "Calls that fail are pods that do not start or do not end.",
  act: "Read the log of the runtime on the node.",
  noValue: "No call has failed",
});

export const volumeOperations = timeseries(volumeOperationsFailed, {
  line: KubeVolumeOperationsFailing,
  why: "Pods wait for volumes that cannot be mounted.",
  act: "Read the events of the pods, and the log of the driver on the node.",
  noValue: "No operation has failed",
});

export const clientCertificate = timeseries(kubelet.kubeletClientCertificate, {
  line: KubeletClientCertificateExpiring,
  why: "When it ends, the node is lost to the cluster.",
  act: "See whether requests for certificates wait for an approval.",
  noValue: noKubelet,
});

export const serverCertificate = timeseries(kubelet.kubeletServerCertificate, {
  line: KubeletServerCertificateExpiring,
  why: "When it ends, logs, exec and metrics of the node are refused.",
  act: "Approve the kubelet's request for a new one.",
  noValue: "No data: kubelets answer with certificates of their own",
});

export const renewals = timeseries(kubelet.renewalErrors, {
  line: KubeletCertificateRenewalFailing,
  why: "Certificates that are not renewed end.",
  act: "Read the log of the kubelet, and the list of requests.",
  noValue: "No renewal has failed",
});
