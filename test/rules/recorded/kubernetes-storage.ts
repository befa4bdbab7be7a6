import { type Recorded } from "./recorded";

const claim = 'namespace="shop", persistentvolumeclaim="data-db-0"';
const stats = (metric: string, node = "node-1") =>
  `kubelet_volume_stats_${metric}{job="kubelet", instance="${node}", ${claim}}`;

export const kubernetesStorage: Recorded = {
  input: {
    [stats("available_bytes")]: "250x60",
    [stats("capacity_bytes")]: "1000x60",
    // The same volume, on a second node as well.
    [stats("available_bytes", "node-2")]: "250x60",
    [stats("capacity_bytes", "node-2")]: "1000x60",
    [stats("inodes_free")]: "40x60",
    [stats("inodes")]: "100x60",
  },
  expected: {
    "namespace_persistentvolumeclaim:kubelet_volume_used:ratio": [[claim, 0.75]],
    "namespace_persistentvolumeclaim:kubelet_volume_inodes_used:ratio": [[claim, 0.6]],
  },
};
