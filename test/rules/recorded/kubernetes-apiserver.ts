import { halves } from "./histogram";
import { type Recorded } from "./recorded";

const one = 'job="kube-apiserver", instance="10.0.0.1:6443"';
const two = 'job="kube-apiserver", instance="10.0.0.2:6443"';
const latency = "apiserver_request_sli_duration_seconds";

export const kubernetesApiserver: Recorded = {
  input: {
    [`apiserver_request_total{${one}, verb="GET", code="200"}`]: "0+27x60",
    [`apiserver_request_total{${two}, verb="GET", code="500"}`]: "0+3x60",
    [`apiserver_request_total{${one}, verb="LIST", code="200"}`]: "0+30x60",
    ...halves(latency, `${one}, verb="GET", subresource=""`, 0.2),
    // Those that take as long as the caller wants.
    ...halves(latency, `${one}, verb="WATCH", subresource=""`, 30),
    ...halves(latency, `${one}, verb="GET", subresource="log"`, 30),
    [`etcd_request_duration_seconds_sum{${one}, operation="get", resource="pods"}`]: "0+3x60",
    [`etcd_request_duration_seconds_count{${one}, operation="get", resource="pods"}`]: "0+12x60",
    [`apiserver_resource_objects{${one}, group="apps", resource="deployments"}`]: "20x60",
    [`apiserver_resource_objects{${two}, group="apps", resource="deployments"}`]: "21x60",
  },
  expected: {
    "cluster:apiserver_request_errors:ratio_rate5m": [["", 0.05]],
    "verb:apiserver_request:rate5m": [
      ['verb="GET"', 2],
      ['verb="LIST"', 2],
    ],
    "verb:apiserver_request_sli_duration_seconds:p99_rate5m": [['verb="GET"', 0.396]],
    "le:apiserver_request_sli_duration_seconds:rate5m": [
      ['le="0.2"', 10 / 3],
      ['le="0.4"', 20 / 3],
      ['le="+Inf"', 20 / 3],
    ],
    "operation:etcd_request_duration_seconds:mean_rate5m": [['operation="get"', 0.25]],
    "group_resource:apiserver_resource_objects:max": [['group="apps", resource="deployments"', 21]],
  },
};
