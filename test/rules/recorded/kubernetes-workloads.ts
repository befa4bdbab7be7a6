import { type Recorded } from "./recorded";

const ksm = 'job="kube-state-metrics", instance="kube-state-metrics", namespace="shop"';
const hpa = `${ksm}, horizontalpodautoscaler="checkout"`;
const fixed = `${ksm}, horizontalpodautoscaler="fixed"`;

export const kubernetesWorkloads: Recorded = {
  input: {
    [`kube_deployment_spec_replicas{${ksm}, deployment="checkout"}`]: "5x60",
    [`kube_deployment_status_replicas_available{${ksm}, deployment="checkout"}`]: "3x60",
    [`kube_statefulset_replicas{${ksm}, statefulset="db"}`]: "3x60",
    [`kube_statefulset_status_replicas_available{${ksm}, statefulset="db"}`]: "2x60",
    [`kube_daemonset_status_desired_number_scheduled{${ksm}, daemonset="agent"}`]: "9x60",
    [`kube_daemonset_status_number_available{${ksm}, daemonset="agent"}`]: "5x60",
    [`kube_horizontalpodautoscaler_status_current_replicas{${hpa}}`]: "6x60",
    [`kube_horizontalpodautoscaler_spec_max_replicas{${hpa}}`]: "8x60",
    [`kube_horizontalpodautoscaler_spec_min_replicas{${hpa}}`]: "2x60",
    [`kube_horizontalpodautoscaler_status_current_replicas{${fixed}}`]: "2x60",
    [`kube_horizontalpodautoscaler_spec_max_replicas{${fixed}}`]: "2x60",
    [`kube_horizontalpodautoscaler_spec_min_replicas{${fixed}}`]: "2x60",
    [`kube_cronjob_status_last_successful_time{${ksm}, cronjob="report"}`]: "300x60",
    [`kube_cronjob_created{${ksm}, cronjob="report"}`]: "0x60",
    [`kube_cronjob_created{${ksm}, cronjob="never"}`]: "100x60",
  },
  expected: {
    "namespace_deployment:kube_replicas_missing:sum": [['namespace="shop", deployment="checkout"', 2]],
    "namespace_statefulset:kube_replicas_missing:sum": [['namespace="shop", statefulset="db"', 1]],
    "namespace_daemonset:kube_pods_missing:sum": [['namespace="shop", daemonset="agent"', 4]],
    "namespace_horizontalpodautoscaler:kube_autoscaler_use:ratio": [
      ['namespace="shop", horizontalpodautoscaler="checkout"', 0.75],
    ],
    "namespace_cronjob:kube_cronjob_since_success:seconds": [
      ['namespace="shop", cronjob="report"', 600],
      ['namespace="shop", cronjob="never"', 800],
    ],
  },
};
