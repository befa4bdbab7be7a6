/** Quotas of namespaces. */
import { objects } from "./kubernetes-containers";
import { promql } from "./promql";
import { signal } from "./signal";

export const quotaUsed = signal({
  title: "Quota used",
  unit: "percentunit",
  by: ["namespace", "resourcequota", "resource"],
  tone: "saturation",
  min: 0,
  meaning: "Share of a quota of a namespace that is used up. At 1 the API server refuses more.",
  value: (s) => {
    const part = (type: string) =>
      promql`max by (namespace, resourcequota, resource) (kube_resourcequota{${objects(s)}, type="${type}"})`;
    return promql`${part("used")} / (${part("hard")} > 0)`;
  },
});

export const quotaPromised = signal({
  title: "Quotas promised",
  unit: "percentunit",
  by: ["resource"],
  tone: "saturation",
  min: 0,
  meaning:
    "CPU and memory that the quotas of all namespaces promise together, as a share of what the nodes have.",
  // "requests.cpu" is another name of "cpu" in a quota.
  value: (s) =>
    promql`sum by (resource) (label_replace(max by (namespace, wanted) (label_replace(kube_resourcequota{${objects(s)}, type="hard", resource=~"(requests[.])?(cpu|memory)"}, "wanted", "$1", "resource", "(?:requests[.])?(.+)")), "resource", "$1", "wanted", "(.+)")) / (sum by (resource) (max by (node, resource) (kube_node_status_allocatable{${objects(s)}, resource=~"cpu|memory"})) > 0)`,
});
