/** What no server of a stack may ever do: to read secrets, to change anything, or to become somebody else. */
import { type Right } from "./rights";

/** Resources by API group that hold what others keep for themselves. */
const unread: Readonly<Record<string, readonly string[]>> = {
  "": ["configmaps", "pods/log", "secrets", "serviceaccounts"],
  "rbac.authorization.k8s.io": ["clusterrolebindings", "clusterroles", "rolebindings", "roles"],
};

/** Resources by API group that nobody may change. */
const unchanged: Readonly<Record<string, readonly string[]>> = {
  "": [
    "configmaps",
    "endpoints",
    "namespaces",
    "nodes",
    "nodes/status",
    "persistentvolumeclaims",
    "persistentvolumes",
    "pods",
    "pods/ephemeralcontainers",
    "pods/status",
    "secrets",
    "serviceaccounts",
    "services",
  ],
  "admissionregistration.k8s.io": ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
  "apiextensions.k8s.io": ["customresourcedefinitions"],
  apps: ["daemonsets", "deployments", "deployments/scale", "replicasets", "statefulsets"],
  batch: ["cronjobs", "jobs"],
  "certificates.k8s.io": ["certificatesigningrequests", "certificatesigningrequests/approval"],
  "networking.k8s.io": ["ingresses", "networkpolicies"],
  policy: ["poddisruptionbudgets"],
  "rbac.authorization.k8s.io": ["clusterrolebindings", "clusterroles", "rolebindings", "roles"],
  "scheduling.k8s.io": ["priorityclasses"],
  "storage.k8s.io": ["storageclasses"],
};

const others: readonly (readonly [verb: string, group: string, resource: string])[] = [
  ["create", "", "nodes/proxy"],
  ["create", "", "pods/attach"],
  ["create", "", "pods/eviction"],
  ["create", "", "pods/exec"],
  ["create", "", "pods/portforward"],
  ["create", "", "pods/proxy"],
  ["create", "", "serviceaccounts/token"],
  ["create", "", "services/proxy"],
  ["create", "authentication.k8s.io", "tokenreviews"],
  ["create", "authorization.k8s.io", "subjectaccessreviews"],
  ["get", "", "nodes/proxy"],
  ["get", "", "pods/attach"],
  ["get", "", "pods/exec"],
  ["get", "", "pods/portforward"],
  ["get", "", "pods/proxy"],
  ["get", "", "services/proxy"],
  ["impersonate", "", "groups"],
  ["impersonate", "", "serviceaccounts"],
  ["impersonate", "", "users"],
  ["bind", "rbac.authorization.k8s.io", "clusterroles"],
  ["bind", "rbac.authorization.k8s.io", "roles"],
  ["escalate", "rbac.authorization.k8s.io", "clusterroles"],
  ["escalate", "rbac.authorization.k8s.io", "roles"],
  ["approve", "certificates.k8s.io", "signers"],
  ["*", "*", "*"],
];

const each = (
  table: Readonly<Record<string, readonly string[]>>,
  verbs: readonly string[],
): (readonly [string, string, string])[] =>
  Object.entries(table).flatMap(([group, resources]) =>
    resources.flatMap((resource) => verbs.map((verb) => [verb, group, resource] as const)),
  );

/** The whole list: in all namespaces at once, and in each of these alone. */
export function denied(namespaces: readonly string[]): readonly Right[] {
  const all = [
    ...each(unread, ["get", "list", "watch"]),
    ...each(unchanged, ["create", "delete", "deletecollection", "patch", "update"]),
    ...others,
  ];
  return [
    ...[undefined, ...namespaces].flatMap((namespace) =>
      all.map(([verb, group, resource]) => ({
        verb,
        group,
        resource,
        ...(namespace === undefined ? {} : { namespace }),
      })),
    ),
    ...["/debug/pprof/heap", "/logs", "/logs/kubelet.log"].map((path) => ({ verb: "get", path })),
    { verb: "post", path: "/metrics" },
  ];
}
