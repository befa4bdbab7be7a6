/** Networks of pods, from cAdvisor. Pods in the network of their node are left out: they would count all that the node does. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope, type Signal } from "./signal";

const ofPod = ["namespace", "pod"] as const;

const counted = (s: Scope, what: string): Promql =>
  promql`sum by (namespace, pod) (rate(container_network_${what}_total{${s.select("cadvisor")}}[${s.range}]))`;

const ownNetwork = (s: Scope, what: Promql): Promql =>
  promql`(${what}) unless on (namespace, pod) max by (namespace, pod) (kube_pod_info{${objects(s)}, host_network="true"})`;

export const podReceived = signal({
  title: "Received by a pod",
  unit: "Bps",
  by: ofPod,
  min: 0,
  meaning: "Bytes a second that a pod receives over its own network.",
  value: (s) => ownNetwork(s, counted(s, "receive_bytes")),
});

export const podSent = signal({
  title: "Sent by a pod",
  unit: "Bps",
  by: ofPod,
  min: 0,
  meaning: "Bytes a second that a pod sends over its own network.",
  value: (s) => ownNetwork(s, counted(s, "transmit_bytes")),
});

export const podDropped = signal({
  title: "Packets of a pod thrown away",
  unit: "pps",
  by: ofPod,
  tone: "error",
  min: 0,
  meaning:
    "Packets a second, in and out, that were thrown away at the network of a pod because something was full.",
  value: (s) =>
    ownNetwork(
      s,
      promql`${counted(s, "receive_packets_dropped")} + ${counted(s, "transmit_packets_dropped")}`,
    ),
});

export const podNetworkErrors = signal({
  title: "Packets of a pod broken",
  unit: "pps",
  by: ofPod,
  tone: "error",
  min: 0,
  meaning: "Packets a second, in and out, that arrived broken or could not be sent at the network of a pod.",
  value: (s) => ownNetwork(s, promql`${counted(s, "receive_errors")} + ${counted(s, "transmit_errors")}`),
});

/** Names of the series that record networks by namespace. */
export const recordedNetwork = {
  received: "namespace:container_network_receive_bytes:sum_rate5m",
  sent: "namespace:container_network_transmit_bytes:sum_rate5m",
  dropped: "namespace:container_network_packets_dropped:sum_rate5m",
} as const;

/** What the series are recorded from. */
export const networkOfNamespace = (s: Scope, of: Signal): Promql =>
  promql`sum by (namespace) (${of.value(s)})`;

const recorded = (s: Scope, record: string): Promql => promql`max by (namespace) (${record}${s.any})`;

export const namespaceReceived = signal({
  title: "Received by namespace",
  unit: "Bps",
  by: ["namespace"],
  min: 0,
  meaning: "Bytes a second that the pods of a namespace receive over networks of their own.",
  value: (s) => recorded(s, recordedNetwork.received),
});

export const namespaceSent = signal({
  title: "Sent by namespace",
  unit: "Bps",
  by: ["namespace"],
  min: 0,
  meaning: "Bytes a second that the pods of a namespace send over networks of their own.",
  value: (s) => recorded(s, recordedNetwork.sent),
});

export const namespaceDropped = signal({
  title: "Packets thrown away by namespace",
  unit: "pps",
  by: ["namespace"],
  tone: "error",
  min: 0,
  meaning: "Packets a second, in and out, that were thrown away at the networks of the pods of a namespace.",
  value: (s) => recorded(s, recordedNetwork.dropped),
});

/** Pods that a list of the busiest names. */
const longest = 15;

const busiest = (title: string, of: Signal): Signal =>
  signal({
    ...of,
    title,
    meaning: `${of.meaning} The ${longest} with the highest value are shown.`,
    value: (s) => promql`topk(${longest}, ${of.value(s)})`,
  });

export const podsReceivingMost = busiest("Pods that receive most", podReceived);
export const podsSendingMost = busiest("Pods that send most", podSent);
export const podsDroppingMost = busiest("Pods with most packets thrown away", podDropped);
