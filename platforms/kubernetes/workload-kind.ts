import { type Settings } from "../../stacks/settings";
import { type Workload } from "../workload";
import { claimTemplate } from "./claims";
import { type Configuration } from "./config-maps";
import { workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { headlessName, hostWorkloads, namespaceFor, selectorLabels } from "./names";
import { podTemplate } from "./pod";

/**
 * What runs the pods: a DaemonSet for what each host has, a StatefulSet for what has data, else a Deployment.
 *
 * @throws Error where the two places that say what runs on each host differ
 */
export function workloadManifest(workload: Workload, settings: Settings, config: Configuration): Manifest {
  const { name, data, eachHost, replicas = 1 } = workload;
  if (hostWorkloads.has(name) !== (eachHost !== undefined))
    throw new Error(
      `${name}: eachHost and the list hostWorkloads in platforms/kubernetes/names.ts differ; write it in both or in none`,
    );
  const metadata = {
    name,
    namespace: namespaceFor(workload, settings),
    labels: workloadLabels(workload, settings),
  };
  const selector = { matchLabels: selectorLabels(name, settings) };
  const template = podTemplate(workload, settings, config);
  if (eachHost !== undefined)
    return {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata,
      spec: {
        selector,
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
        revisionHistoryLimit: 3,
        template,
      },
    };
  if (data !== undefined)
    return {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata,
      spec: {
        serviceName: headlessName(name),
        replicas,
        // Members that wait for each other would never start after all of them ended.
        podManagementPolicy: "Parallel",
        selector,
        updateStrategy: { type: "RollingUpdate" },
        revisionHistoryLimit: 3,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        template,
        volumeClaimTemplates: [claimTemplate(workload, settings)],
      },
    };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata,
    spec: {
      replicas,
      selector,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      revisionHistoryLimit: 3,
      template,
    },
  };
}
