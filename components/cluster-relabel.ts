/** Pieces of relabelling by which Prometheus chooses and names targets in a cluster, in Prometheus' own form. */

export type Relabel = Readonly<Record<string, unknown>>;

/** Prometheus' name of a label or an annotation: what it cannot have in a name is "_". */
export const metaName = (kind: "annotation" | "label", key: string): string =>
  `__meta_kubernetes_pod_${kind}_${key.replace(/[^A-Za-z0-9_]/g, "_")}`;

/** A text as a regular expression. Prometheus matches whole values. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const keep = (sources: readonly string[], regex: string): Relabel => ({
  action: "keep",
  source_labels: sources,
  regex,
});

export const drop = (sources: readonly string[], regex: string): Relabel => ({
  action: "drop",
  source_labels: sources,
  regex,
});

/** Copies a value that is not empty. */
export const copyTo = (target: string, source: string): Relabel => ({
  source_labels: [source],
  regex: "(.+)",
  target_label: target,
});

/**
 * Calls the pod at a port that is the first group of `regex`, which `source` has to match: whether its containers declare
 * the port or not. A pod is found once for each port that it declares; as all of these are the same target then, it is
 * scraped once.
 */
export function podAddress(source: string, regex: string): readonly Relabel[] {
  const at = (ip: string, replacement: string): Relabel => ({
    source_labels: ["__meta_kubernetes_pod_ip", source],
    regex: `${ip};${regex}`,
    replacement,
    target_label: "__address__",
  });
  return [at("([0-9.]+)", "$1:$2"), at("([0-9a-fA-F]*:[0-9a-fA-F:.]+)", "[$1]:$2")];
}

/** Calls the pod at one port. */
export function podPort(port: number): readonly Relabel[] {
  const at = (ip: string, replacement: string): Relabel => ({
    source_labels: ["__meta_kubernetes_pod_ip"],
    regex: ip,
    replacement,
    target_label: "__address__",
  });
  return [at("([0-9.]+)", `$1:${port}`), at("([0-9a-fA-F]*:[0-9a-fA-F:.]+)", `[$1]:${port}`)];
}

/**
 * Pods that are done are no targets any more, those whose images are being fetched are none yet, and containers that only
 * prepare a pod never were.
 */
export const runningContainers: readonly Relabel[] = [
  drop(["__meta_kubernetes_pod_phase"], "Failed|Pending|Succeeded"),
  drop(["__meta_kubernetes_pod_container_init"], "true"),
];

/** What tells one pod of the users from another. */
export const podLabels: readonly Relabel[] = [
  copyTo("namespace", "__meta_kubernetes_namespace"),
  copyTo("pod", "__meta_kubernetes_pod_name"),
  copyTo("node", "__meta_kubernetes_pod_node_name"),
  copyTo("instance", "__meta_kubernetes_pod_name"),
];

/** For targets at a port that a container declares: the container is known. */
export const containerLabel: Relabel = copyTo("container", "__meta_kubernetes_pod_container_name");
