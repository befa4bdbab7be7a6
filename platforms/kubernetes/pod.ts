import { type Settings } from "../../stacks/settings";
import { userOf } from "../user";
import { type Workload } from "../workload";
import { dataVolume, hostDataFolder } from "./claims";
import { type Configuration } from "./config-maps";
import { container, secretsVolume, sidecar } from "./container";
import { workloadLabels } from "./labels";
import { selectorLabels } from "./names";
import { priorityName } from "./priority";
import { secretName } from "./secrets";

/** The pods of a workload, as a template. */
export function podTemplate(workload: Workload, settings: Settings, config: Configuration) {
  const { host, sidecars = [], eachHost } = workload;
  return {
    metadata: { labels: workloadLabels(workload, settings) },
    spec: {
      serviceAccountName: workload.name,
      // Only who asks the Kubernetes API has a token for it.
      automountServiceAccountToken: (workload.clusterAccess ?? []).length > 0,
      // The addresses of all services as variables: nobody needs them, and a service named like a flag can do harm.
      enableServiceLinks: false,
      priorityClassName: priorityName(settings),
      terminationGracePeriodSeconds: workload.stopGraceSeconds ?? 30,
      securityContext: securityContext(workload),
      ...(host?.network === true ? { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" } : {}),
      ...(host?.pid === true ? { hostPID: true } : {}),
      ...runtimeClass(workload, settings),
      ...(eachHost === undefined ? spread(workload, settings) : onEachHost(eachHost.labels)),
      containers: [container(workload, config), ...sidecars.map((one) => sidecar(one, workload, config))],
      volumes: volumes(workload, settings, config),
    },
  };
}

function securityContext(workload: Workload) {
  const { user, group } = userOf(workload);
  const root = user === "0";
  return {
    ...(root ? {} : { runAsNonRoot: true }),
    runAsUser: Number(user),
    runAsGroup: Number(group),
    // Volumes and secret files belong to this group, which is the server's alone.
    ...(root ? {} : { fsGroup: Number(user), fsGroupChangePolicy: "OnRootMismatch" }),
    seccompProfile: { type: "RuntimeDefault" },
    ...(workload.ping === true
      ? { sysctls: [{ name: "net.ipv4.ping_group_range", value: "0 2147483647" }] }
      : {}),
  };
}

function runtimeClass({ host }: Workload, { kubernetes: { gpuRuntimeClass } }: Settings) {
  return host?.gpus !== true || gpuRuntimeClass === undefined ? {} : { runtimeClassName: gpuRuntimeClass };
}

/** On every host with the labels, whatever keeps other pods away from it: what is not watched there is not known. */
function onEachHost(labels: Readonly<Record<string, string>>) {
  return {
    ...(Object.keys(labels).length === 0 ? {} : { nodeSelector: labels }),
    tolerations: [{ operator: "Exists" }],
  };
}

/** Members on different hosts and in different zones, as far as there are any: a small cluster runs them all the same. */
function spread({ name, replicas = 1 }: Workload, settings: Settings) {
  if (replicas === 1) return {};
  const labelSelector = { matchLabels: selectorLabels(name, settings) };
  const podAffinityTerm = { labelSelector, topologyKey: "kubernetes.io/hostname" };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }],
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector,
      },
    ],
  };
}

function volumes(workload: Workload, settings: Settings, config: Configuration) {
  const { data, eachHost, host, secrets = [] } = workload;
  return [
    ...config.volumes,
    ...(secrets.length === 0
      ? []
      : [{ name: secretsVolume, secret: { secretName: secretName(workload.name), defaultMode: 0o440 } }]),
    // Elsewhere the StatefulSet brings the volume.
    ...(data === undefined || eachHost === undefined
      ? []
      : [
          {
            name: dataVolume,
            hostPath: { path: hostDataFolder(workload, settings), type: "DirectoryOrCreate" },
          },
        ]),
    ...(host?.mounts ?? []).map(({ from }, index) => ({ name: `host-${index}`, hostPath: { path: from } })),
    { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
  ];
}
