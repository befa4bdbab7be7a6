import { kubernetesApiServerRules } from "./kubernetes-apiserver";
import { kubernetesContainerRules } from "./kubernetes-containers";
import { kubernetesControlPlaneRules } from "./kubernetes-control-plane";
import { kubernetesKubeletRules } from "./kubernetes-kubelet";
import { kubernetesNodeRules } from "./kubernetes-nodes";
import { kubernetesResourceRules } from "./kubernetes-resources";
import { kubernetesStorageRules } from "./kubernetes-storage";
import { kubernetesWorkloadRules } from "./kubernetes-workloads";
import { type Rules } from "./rule";

/** All groups of rules about a Kubernetes cluster. */
export const kubernetesRules: readonly Rules[] = [
  kubernetesApiServerRules,
  kubernetesContainerRules,
  kubernetesControlPlaneRules,
  kubernetesKubeletRules,
  kubernetesNodeRules,
  kubernetesResourceRules,
  kubernetesStorageRules,
  kubernetesWorkloadRules,
];
