import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Settings } from "../../stacks/settings";

/**
 * The one cluster that the settings name. Its identifier is the context's name, so that a kubeconfig with another address
 * or another certificate is taken for the same cluster, and nothing is replaced.
 */
export function clusterProvider({ kubernetes }: Settings, parent: pulumi.Resource): k8s.Provider {
  const { context, kubeconfig, namespace } = kubernetes;
  return new k8s.Provider(
    "cluster",
    {
      ...(context === undefined ? {} : { context, clusterIdentifier: context }),
      ...(kubeconfig === undefined ? {} : { kubeconfig }),
      namespace,
      // Files that a running server takes up are changed in place; objects that must not change say so themselves.
      enableConfigMapMutable: true,
      enableSecretMutable: true,
    },
    { parent },
  );
}
