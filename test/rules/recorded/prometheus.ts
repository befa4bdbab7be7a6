import { type Recorded } from "./recorded";

const server = 'job="prometheus", instance="prometheus-0"';

export const prometheus: Recorded = {
  input: {
    'up{job="node", instance="web-1"}': "1x60",
    'up{job="node", instance="web-2"}': "0x60",
    [`prometheus_tsdb_head_series{${server}}`]: "5000x60",
    [`prometheus_tsdb_head_samples_appended_total{${server}, type="float"}`]: "0+1500x60",
    [`prometheus_tsdb_head_samples_appended_total{${server}, type="histogram"}`]: "0+150x60",
    [`prometheus_tsdb_storage_blocks_bytes{${server}}`]: "7000x60",
    [`prometheus_rule_group_last_duration_seconds{${server}, rule_group="a"}`]: "2x60",
    [`prometheus_rule_group_interval_seconds{${server}, rule_group="a"}`]: "10x60",
    [`prometheus_rule_group_last_duration_seconds{${server}, rule_group="b"}`]: "3x60",
    [`prometheus_rule_group_interval_seconds{${server}, rule_group="b"}`]: "5x60",
    [`prometheus_notifications_errors_total{${server}, alertmanager="x"}`]: "0+1x60",
    [`prometheus_notifications_sent_total{${server}, alertmanager="x"}`]: "0+3x60",
    [`prometheus_engine_query_duration_seconds{${server}, quantile="0.9", slice="inner_eval"}`]: "0.5x60",
    [`prometheus_engine_query_duration_seconds{${server}, quantile="0.99", slice="inner_eval"}`]: "4x60",
    [`prometheus_engine_query_duration_seconds{${server}, quantile="0.9", slice="queue_time"}`]: "4x60",
    [`prometheus_engine_queries{${server}}`]: "5x60",
    [`prometheus_engine_queries_concurrent_max{${server}}`]: "20x60",
    [`prometheus_target_scrape_pool_targets{${server}, scrape_job="node"}`]: "30x60",
    [`prometheus_target_scrape_pool_targets{${server}, scrape_job="demo"}`]: "2x60",
    'scrape_duration_seconds{job="node", instance="web-1"}': "0.2x60",
    'scrape_duration_seconds{job="node", instance="web-2"}': "0.4x60",
    'scrape_samples_post_metric_relabeling{job="node", instance="web-1"}': "900x60",
    'scrape_samples_post_metric_relabeling{job="node", instance="web-2"}': "1100x60",
  },
  // A target that is down and two expected jobs without a target. The watchdog does not count.
  alertsOf: ["targets", "watchdog"],
  expected: {
    "severity:alerts_firing:count": [['severity="critical"', 3]],
    "alertname_severity_team_service:alerts_firing:count": [
      ['alertname="TargetDown", severity="critical", team="infrastructure", service="targets"', 1],
      ['alertname="TargetMissing", severity="critical", team="infrastructure", service="targets"', 2],
    ],
    "instance:prometheus_head_series:max": [['instance="prometheus-0"', 5000]],
    "instance:prometheus_samples_appended:rate5m": [['instance="prometheus-0"', 110]],
    "instance:prometheus_blocks_bytes:max": [['instance="prometheus-0"', 7000]],
    "instance:prometheus_rule_evaluation:max": [['instance="prometheus-0"', 0.6]],
    "instance_alertmanager:prometheus_notifications_failing:ratio_rate5m": [
      ['instance="prometheus-0", alertmanager="x"', 0.25],
    ],
    "instance:prometheus_query_duration_seconds:p90": [['instance="prometheus-0"', 0.5]],
    "instance:prometheus_queries_at_once:ratio": [['instance="prometheus-0"', 0.25]],
    "instance:prometheus_targets:sum": [['instance="prometheus-0"', 32]],
    "job:scrape_duration_seconds:max": [['job="node"', 0.4]],
    "job:scrape_samples:sum": [['job="node"', 2000]],
  },
};
