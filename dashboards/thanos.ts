import * as bucket from "../rules/thanos-bucket";
import * as servers from "../rules/thanos-servers";
import * as thanos from "../signals/thanos";
import { dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster, instance, job } from "./model/variables";

const notScraped = "No data: Thanos does not run here, or is not scraped";

/** Are metrics uploaded, joined and answered from object storage? */
export const thanosDashboard = dashboard(
  "thanos",
  "Thanos",
  {
    description: "Are metrics uploaded, joined and answered from object storage?",
    tags: ["stack"],
    variables: [cluster, job, instance],
    links: ["overview", "stack", "prometheus"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      stat(thanos.thanosHalted, {
        states: { 0: { text: "Works", colour: "good" }, 1: { text: "Halted", colour: "bad" } },
        why: "A halted compactor never goes on by itself.",
        act: "Read its log for the block.",
        noValue: notScraped,
      }),
      stat(thanos.thanosQueryErrors, {
        line: servers.ThanosQueriesFailing,
        why: "Dashboards show errors.",
        act: "See which server behind it is away.",
        noValue: "No query was made",
      }),
      stat(thanos.thanosUploadAge, {
        line: servers.ThanosUploadsStopped,
        why: "What is not uploaded exists on one volume only.",
        act: "Read the log of the sidecar.",
        noValue: notScraped,
      }),
      stat(thanos.thanosStores, {
        why: "A missing one leaves holes in answers.",
        act: "Look at sidecars and store gateways.",
        noValue: notScraped,
      }),
      stat(thanos.thanosPrometheusUp, {
        states: { 0: { text: "No", colour: "bad" }, 1: { text: "Yes", colour: "good" } },
        why: "Without its Prometheus a sidecar has nothing to give.",
        act: "Look at that Prometheus.",
        noValue: notScraped,
      }),
    ),
    row(
      "Answers",
      timeseries(thanos.thanosQueryTime, {
        line: servers.ThanosQueriesSlow,
        why: "It waits for the slowest server behind it.",
        act: "See whether ranges are long, and the cache too small.",
        noValue: "No query was made",
      }),
      timeseries(thanos.thanosQueriesAtOnce, {
        line: servers.ThanosQueriesQueued,
        why: "Further queries wait.",
        act: "Run more queriers.",
        noValue: notScraped,
      }),
      timeseries(thanos.thanosSyncFailures, {
        why: "Answers lack what those blocks hold.",
        act: "See whether the bucket answers.",
        noValue: notScraped,
      }),
    ),
    row(
      "Bucket",
      timeseries(thanos.thanosBucketFailures, {
        line: bucket.ThanosBucketFailing,
        why: "Old metrics cannot be read, new blocks not written.",
        act: "Check keys and state of the storage.",
        noValue: "No operation was made",
      }),
      timeseries(thanos.thanosUploadsFailed, {
        why: "Blocks stay on the volume.",
        act: "Read the log of the sidecar.",
        noValue: notScraped,
      }),
      timeseries(thanos.thanosBacklog, {
        line: bucket.ThanosBacklogLong,
        why: "Queries read each of these blocks.",
        act: "Give the compactor more CPU and disk.",
        noValue: notScraped,
      }),
      timeseries(thanos.thanosCompactionsFailed, {
        why: "The group stays in small blocks.",
        act: "Read the log of the compactor.",
        noValue: notScraped,
      }),
      timeseries(thanos.thanosIterations, {
        why: "0 for hours means that it does not come to an end.",
        act: "See whether it is ended for memory.",
        noValue: notScraped,
      }),
    ),
  ],
);
