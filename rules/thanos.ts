import {
  thanosBacklog,
  thanosBucketFailures,
  thanosQueryErrors,
  thanosQueryTime,
  thanosStores,
} from "../signals/thanos";
import { promql } from "../signals/promql";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";
import * as bucket from "./thanos-bucket";
import * as servers from "./thanos-servers";

/** Thanos: one answer from all Prometheus servers, and metrics in object storage. */
export const thanosRules: Rules = {
  name: "thanos",
  needs: ["thanos"],
  recordings: [
    recording("instance:thanos_queries_failed:ratio_rate5m", thanosQueryErrors),
    recording("instance:thanos_query_seconds:p99_5m", thanosQueryTime),
    recording("instance:thanos_stores:sum", thanosStores),
    recording("instance:thanos_blocks_waiting:max", thanosBacklog),
    recorded(
      "job:thanos_bucket_failures:max",
      (scope) => promql`max by (job) (${thanosBucketFailures.value(scope)})`,
    ),
  ],
  alerts: [bucket, servers].flatMap((part) => Object.values(part)),
};
