import { type Settings } from "../../stacks/settings";
import { type ClusterAccess, type Workload } from "../workload";
import { workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { namespaceFor } from "./names";

const group = "rbac.authorization.k8s.io";

/** An account for each workload, and the rights that it states: in the whole cluster, or in the namespaces that it names. */
export function access(workload: Workload, settings: Settings): Manifest[] {
  const own = namespaceFor(workload, settings);
  const labels = workloadLabels(workload, settings);
  const account: Manifest = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: workload.name, namespace: own, labels },
    automountServiceAccountToken: false,
  };
  const rules = workload.clusterAccess ?? [];
  const everywhere = rules.filter((rule) => namespaceOfRule(rule) === undefined);
  const namespaces = [...new Set(rules.flatMap((rule) => namespaceOfRule(rule) ?? []))].sort();
  // Names in the whole cluster, and in namespaces of others, tell whose they are.
  const clusterName = `observatory-${settings.stack}-${workload.name}`;
  const subjects = [{ kind: "ServiceAccount", name: workload.name, namespace: own }];
  const pair = (
    kind: "ClusterRole" | "Role",
    name: string,
    some: readonly ClusterAccess[],
    namespace?: string,
  ) => {
    const metadata = { name, ...(namespace === undefined ? {} : { namespace }), labels };
    return [
      { apiVersion: `${group}/v1`, kind, metadata, rules: some.map(ruleOf) },
      {
        apiVersion: `${group}/v1`,
        kind: `${kind}Binding`,
        metadata,
        roleRef: { apiGroup: group, kind, name },
        subjects,
      },
    ];
  };
  return [
    account,
    ...(everywhere.length === 0 ? [] : pair("ClusterRole", clusterName, everywhere)),
    ...namespaces.flatMap((namespace) =>
      pair(
        "Role",
        namespace === own ? workload.name : clusterName,
        rules.filter((rule) => namespaceOfRule(rule) === namespace),
        namespace,
      ),
    ),
  ];
}

function namespaceOfRule(rule: ClusterAccess): string | undefined {
  return "namespace" in rule ? rule.namespace : undefined;
}

function ruleOf(rule: ClusterAccess) {
  if ("nonResourceURLs" in rule) return { nonResourceURLs: rule.nonResourceURLs, verbs: rule.verbs };
  return { apiGroups: rule.apiGroups, resources: rule.resources, verbs: rule.verbs };
}
