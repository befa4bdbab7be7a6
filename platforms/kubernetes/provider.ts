import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Settings } from "../../stacks/settings";

/**
 * The one cluster that the settings name. Its identifier is the context's name, so that a kubeconfig with another address
 * or another certificate is taken for the same cluster, and nothing is replaced.
 */
export function clusterProvider(settings: Settings, parent: pulumi.Resource): k8s.Provider {
  return new k8s.Provider(
    "cluster",
    {
      ...clusterOf(settings),
      // Files that a running server takes up are changed in place; objects that must not change say so themselves.
      enableConfigMapMutable: true,
      enableSecretMutable: true,
    },
    { parent },
  );
}

/**
 * The same cluster, for what outlives the stack: claims that are there already are taken up again, with their data. Any
 * other object of the same name is somebody else's, and an error.
 */
export function dataProvider(settings: Settings, parent: pulumi.Resource): k8s.Provider {
  return new k8s.Provider("data", { ...clusterOf(settings), upsertExistingObjects: true }, { parent });
}

function clusterOf({ kubernetes }: Settings): k8s.ProviderArgs {
  const { context, kubeconfig, namespace } = kubernetes;
  return {
    ...(context === undefined ? {} : { context, clusterIdentifier: context }),
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    namespace,
  };
}
