import { type Recorded } from "./recorded";

const ksm = 'job="kube-state-metrics", instance="kube-state-metrics", namespace="shop"';
const one = `${ksm}, pod="checkout-1"`;
const two = `${ksm}, pod="checkout-2"`;
const three = `${ksm}, pod="checkout-3"`;

export const kubernetesContainers: Recorded = {
  input: {
    [`kube_pod_container_status_restarts_total{${one}, container="checkout"}`]: "0+1x60",
    [`kube_pod_container_status_restarts_total{${two}, container="checkout"}`]: "0+2x60",
    [`kube_pod_status_ready{${one}, condition="false"}`]: "1x60",
    [`kube_pod_status_ready{${one}, condition="true"}`]: "0x60",
    // It is done, and therefore not ready.
    [`kube_pod_status_ready{${two}, condition="false"}`]: "1x60",
    [`kube_pod_status_ready{${three}, condition="false"}`]: "1x60",
    [`kube_pod_status_phase{${one}, phase="Running"}`]: "1x60",
    [`kube_pod_status_phase{${one}, phase="Succeeded"}`]: "0x60",
    [`kube_pod_status_phase{${two}, phase="Running"}`]: "0x60",
    [`kube_pod_status_phase{${two}, phase="Succeeded"}`]: "1x60",
    [`kube_pod_status_phase{${three}, phase="Running"}`]: "1x60",
    [`kube_pod_container_status_waiting_reason{${one}, container="checkout", reason="ErrImagePull"}`]: "1x60",
    [`kube_pod_container_status_waiting_reason{${one}, container="proxy", reason="ErrImagePull"}`]: "1x60",
    [`kube_pod_container_status_waiting_reason{${two}, container="checkout", reason="CrashLoopBackOff"}`]:
      "1x60",
  },
  expected: {
    "namespace:kube_container_restarts:increase6h": [['namespace="shop"', 180]],
    "namespace:kube_pods_not_ready:count": [['namespace="shop"', 2]],
    "phase:kube_pods:count": [
      ['phase="Running"', 2],
      ['phase="Succeeded"', 1],
    ],
    "reason:kube_containers_waiting:count": [
      ['reason="CrashLoopBackOff"', 1],
      ['reason="ErrImagePull"', 2],
    ],
  },
};
