import { halves } from "./histogram";
import { type Recorded } from "./recorded";

const etcd = 'job="etcd", instance="node-1"';
const dns = 'job="coredns", instance="coredns-1", server="dns://:53"';

export const kubernetesControlPlane: Recorded = {
  input: {
    'scheduler_pending_pods{job="kube-scheduler", instance="node-1", queue="unschedulable"}': "7x60",
    'scheduler_pending_pods{job="kube-scheduler", instance="node-2", queue="unschedulable"}': "0x60",
    'workqueue_depth{job="kube-controller-manager", instance="node-1", name="job"}': "4x60",
    'workqueue_depth{job="kube-apiserver", instance="node-1", name="job"}': "9x60",
    ...halves("etcd_disk_wal_fsync_duration_seconds", etcd, 0.01),
    ...halves("etcd_disk_backend_commit_duration_seconds", etcd, 0.05),
    [`etcd_mvcc_db_total_size_in_bytes{${etcd}}`]: "600x60",
    [`etcd_server_quota_backend_bytes{${etcd}}`]: "2000x60",
    [`coredns_dns_responses_total{${dns}, zone=".", rcode="NOERROR"}`]: "0+27x60",
    [`coredns_dns_responses_total{${dns}, zone=".", rcode="SERVFAIL"}`]: "0+3x60",
    ...halves("coredns_dns_request_duration_seconds", dns, 0.1),
  },
  expected: {
    "queue:scheduler_pending_pods:max": [['queue="unschedulable"', 7]],
    "name:workqueue_depth:max": [['name="job"', 4]],
    "instance:etcd_disk_wal_fsync_duration_seconds:p99_rate5m": [['instance="node-1"', 0.0198]],
    "instance:etcd_disk_backend_commit_duration_seconds:p99_rate5m": [['instance="node-1"', 0.099]],
    "instance:etcd_quota_used:ratio": [['instance="node-1"', 0.3]],
    "cluster:coredns_dns_requests:rate5m": [["", 2]],
    "cluster:coredns_dns_failures:ratio_rate5m": [["", 0.1]],
    "cluster:coredns_dns_request_duration_seconds:p99_rate5m": [["", 0.198]],
  },
};
