import { halves } from "./histogram";
import { type Recorded } from "./recorded";

const kubelet = 'job="kubelet", instance="node-1"';

export const kubernetesKubelet: Recorded = {
  input: {
    ...halves("kubelet_pleg_relist_duration_seconds", kubelet, 1),
    ...halves("kubelet_pod_start_sli_duration_seconds", kubelet, 10),
  },
  expected: {
    "instance:kubelet_pleg_relist_duration_seconds:p99_rate5m": [['instance="node-1"', 1.98]],
    "instance:kubelet_pod_start_sli_duration_seconds:p99_rate5m": [['instance="node-1"', 19.8]],
  },
};
