import { kubernetesApiserver } from "./kubernetes-apiserver";
import { kubernetesContainers } from "./kubernetes-containers";
import { kubernetesControlPlane } from "./kubernetes-control-plane";
import { kubernetesKubelet } from "./kubernetes-kubelet";
import { kubernetesNodes } from "./kubernetes-nodes";
import { kubernetesResources } from "./kubernetes-resources";
import { kubernetesStorage } from "./kubernetes-storage";
import { kubernetesWorkloads } from "./kubernetes-workloads";
import { type Recorded } from "./recorded";

/** Proofs of the recording rules about a cluster, by group. */
export const kubernetes: Readonly<Record<string, Recorded>> = {
  "kubernetes-apiserver": kubernetesApiserver,
  "kubernetes-containers": kubernetesContainers,
  "kubernetes-control-plane": kubernetesControlPlane,
  "kubernetes-kubelet": kubernetesKubelet,
  "kubernetes-nodes": kubernetesNodes,
  "kubernetes-resources": kubernetesResources,
  "kubernetes-storage": kubernetesStorage,
  "kubernetes-workloads": kubernetesWorkloads,
};
