import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Manifest } from "./manifest";

type Make = (name: string, args: never, options: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** How each kind is registered. The SDK's own types check what is written by hand; these come from plain data. */
const kinds: Readonly<Record<string, Make>> = {
  "apps/v1/DaemonSet": (...of) => new k8s.apps.v1.DaemonSet(...of),
  "apps/v1/Deployment": (...of) => new k8s.apps.v1.Deployment(...of),
  "apps/v1/StatefulSet": (...of) => new k8s.apps.v1.StatefulSet(...of),
  "networking.k8s.io/v1/Ingress": (...of) => new k8s.networking.v1.Ingress(...of),
  "networking.k8s.io/v1/NetworkPolicy": (...of) => new k8s.networking.v1.NetworkPolicy(...of),
  "policy/v1/PodDisruptionBudget": (...of) => new k8s.policy.v1.PodDisruptionBudget(...of),
  "rbac.authorization.k8s.io/v1/ClusterRole": (...of) => new k8s.rbac.v1.ClusterRole(...of),
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": (...of) => new k8s.rbac.v1.ClusterRoleBinding(...of),
  "rbac.authorization.k8s.io/v1/Role": (...of) => new k8s.rbac.v1.Role(...of),
  "rbac.authorization.k8s.io/v1/RoleBinding": (...of) => new k8s.rbac.v1.RoleBinding(...of),
  "scheduling.k8s.io/v1/PriorityClass": (...of) => new k8s.scheduling.v1.PriorityClass(...of),
  "v1/ConfigMap": (...of) => new k8s.core.v1.ConfigMap(...of),
  "v1/Namespace": (...of) => new k8s.core.v1.Namespace(...of),
  "v1/PersistentVolumeClaim": (...of) => new k8s.core.v1.PersistentVolumeClaim(...of),
  "v1/Secret": (...of) => new k8s.core.v1.Secret(...of),
  "v1/Service": (...of) => new k8s.core.v1.Service(...of),
  "v1/ServiceAccount": (...of) => new k8s.core.v1.ServiceAccount(...of),
};

/** Registers an object; what the SDK has no type for (a HTTPRoute, a PrometheusRule) as a custom resource. */
export function register(
  name: string,
  manifest: Manifest,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  const make = kinds[`${manifest.apiVersion}/${manifest.kind}`];
  return make === undefined
    ? new k8s.apiextensions.CustomResource(name, manifest, options)
    : make(name, manifest as never, options);
}
