/** Panels of Thanos: whether it works, its answers, the bucket and the compactor. */
import * as bucket from "../../rules/thanos-bucket";
import * as servers from "../../rules/thanos-servers";
import * as thanos from "../../signals/thanos";
import { stat, timeseries } from "../model/panel";

const notScraped = "No data: Thanos does not run here, or is not scraped";

export const thanosHaltedNow = stat(thanos.thanosHalted, {
  states: { 0: { text: "Works", colour: "good" }, 1: { text: "Halted", colour: "bad" } },
  why: "A halted compactor never goes on by itself; queries over months get slower day by day.",
  act: "Its log names the block that it cannot make sense of: take that one out of the bucket, and restart it.",
  noValue: notScraped,
});

export const thanosQueryErrorsNow = stat(thanos.thanosQueryErrors, {
  line: servers.ThanosQueriesFailing,
  why: "Dashboards over long ranges show errors instead of lines.",
  act: "See which sidecar or store gateway behind it is away, in the number of servers that it asks.",
  noValue: "No query was made",
});

export const thanosUploadAgeNow = stat(thanos.thanosUploadAge, {
  line: servers.ThanosUploadsStopped,
  why: "What is not uploaded exists on one volume only, and is lost with it.",
  act: "The log of the sidecar holds the answer of the storage: keys, rights or the name of the bucket.",
  noValue: notScraped,
});

export const thanosStoresNow = stat(thanos.thanosStores, {
  why: "A missing one leaves holes in answers.",
  act: "Look at sidecars and store gateways.",
  noValue: notScraped,
});

export const thanosPrometheusUpNow = stat(thanos.thanosPrometheusUp, {
  states: { 0: { text: "No", colour: "bad" }, 1: { text: "Yes", colour: "good" } },
  why: "Without its Prometheus a sidecar has neither new data to answer with nor blocks to upload.",
  act: "Look at the Prometheus in the same pod; the sidecar comes back with it.",
  noValue: notScraped,
});

export const thanosQueryTime = timeseries(thanos.thanosQueryTime, {
  line: servers.ThanosQueriesSlow,
  why: "It waits for the slowest server behind it.",
  act: "See whether ranges are long, and the cache too small.",
  noValue: "No query was made",
});

export const thanosQueriesAtOnce = timeseries(thanos.thanosQueriesAtOnce, {
  line: servers.ThanosQueriesQueued,
  why: "When all places are taken further queries wait, and dashboards hang.",
  act: "See whether one person asks for months at once; if not, run more queriers.",
  noValue: notScraped,
});

export const thanosSyncFailures = timeseries(thanos.thanosSyncFailures, {
  why: "Answers lack what those blocks hold, without saying so.",
  act: "See below whether the bucket answers; the log of the store gateway names the block.",
  noValue: notScraped,
});

export const thanosBucketFailures = timeseries(thanos.thanosBucketFailures, {
  line: bucket.ThanosBucketFailing,
  why: "Old metrics cannot be read, new blocks not written.",
  act: "Check keys and state of the storage.",
  noValue: "No operation was made",
});

export const thanosUploadsFailed = timeseries(thanos.thanosUploadsFailed, {
  why: "Blocks that are not uploaded stay on the volume and fill it.",
  act: "Check the keys of the storage; the sidecar tries again by itself.",
  noValue: notScraped,
});

export const thanosBacklog = timeseries(thanos.thanosBacklog, {
  line: bucket.ThanosBacklogLong,
  why: "Queries read each of these small blocks for itself, and get slow.",
  act: "Give the compactor more CPU and disk: it needs room for the largest group.",
  noValue: notScraped,
});

export const thanosCompactionsFailed = timeseries(thanos.thanosCompactionsFailed, {
  why: "A group that cannot be joined stays in small blocks, and is tried again and again.",
  act: "The log of the compactor names the group and the reason: want of disk, or blocks that overlap.",
  noValue: notScraped,
});

export const thanosIterations = timeseries(thanos.thanosIterations, {
  why: "0 for hours means that it does not come to an end.",
  act: "See whether it is ended for memory.",
  noValue: notScraped,
});
