/** Panels of Prometheus: scrapes, discovery, queries, replicas. */
import * as growth from "../../rules/prometheus-growth";
import * as load from "../../rules/prometheus-load";
import { PrometheusScrapeSlow } from "../../rules/prometheus-scraping";
import * as server from "../../signals/prometheus";
import * as scraping from "../../signals/prometheus-scraping";
import * as targets from "../../signals/targets";
import { timeseries } from "../model/panel";

const notScraped = "No data: Prometheus does not scrape itself";

export const scrapeDuration = timeseries(targets.scrapeDuration, {
  line: PrometheusScrapeSlow,
  why: "Over ten seconds a scrape is broken off.",
  act: "Ask the target by hand, and see what takes the time.",
  noValue: "No data: nothing is scraped",
});

export const scrapedSamples = timeseries(targets.scrapedSamples, {
  why: "Shows which target gives most; a few make half of all series.",
  act: "Drop by metric relabelling what no dashboard and no rule reads.",
  noValue: "No data: nothing is scraped",
});

export const samplesPerTarget = timeseries(scraping.samplesPerTarget, {
  line: growth.PrometheusTargetGrown,
  why: "A target that grows from day to day fills the memory of Prometheus.",
  act: "Count the series of that target by name, now and a day ago, to see which metric grew.",
  noValue: "No data: a day of history is needed",
});

export const scrapesOverLimit = timeseries(scraping.scrapesOverLimit, {
  why: "Nothing of such an answer is stored: the target looks down.",
  act: "Find it on the page of targets in Prometheus; raise the limit, or make it give less.",
  noValue: "No scrape was over a limit",
});

export const targetsScraped = timeseries(scraping.targetsScraped, {
  why: "Replicas should have the same number, shards about the same.",
  act: "If one has fewer, compare its configuration and what it may discover with the other's.",
  noValue: notScraped,
});

export const discoveriesAndTargetsThatDoNotWork = timeseries(
  [scraping.discoveriesFailed, scraping.targetSyncsFailed],
  {
    title: "Discoveries and targets that do not work",
    why: "Targets that are not found are not scraped, and no alert tells of what was never there.",
    act: "The log of Prometheus names the discovery and what went wrong; most often it is a right or an address.",
    noValue: "Every discovery works",
  },
);

export const kubernetesDiscoveryFailures = timeseries(scraping.kubernetesDiscoveryFailures, {
  why: "While requests fail, the list of targets grows old: new pods are not scraped.",
  act: "Check the rights of its service account, and whether the API server answers.",
  noValue: "No request failed",
});

export const evaluationTime = timeseries(scraping.evaluationTime, {
  line: load.PrometheusQueriesSlow,
  why: "Slow queries delay dashboards, and rules wait behind them.",
  act: "Switch on the query log, and record what is slow and asked for often.",
  noValue: notScraped,
});

export const queryDuration = timeseries(server.queryDuration, {
  why: "Shows whether the time goes into work (inner_eval) or into waiting (queue_time).",
  act: "If they wait, see who asks so much; if they work, shorten ranges or record.",
  noValue: notScraped,
});

export const replicasApart = timeseries(scraping.replicasApart, {
  line: load.PrometheusReplicasScrapeDifferently,
  why: "A replica with fewer targets is no stand-in.",
  act: "Compare their targets, job by job.",
  noValue: "No data: there is one server only",
});

export const samplesApart = timeseries(scraping.samplesApart, {
  line: load.PrometheusReplicasStoreDifferently,
  why: "The replica that stores less has gaps, and stands in badly for the other.",
  act: "See which scrapes it loses: those that take long are lost first on a busy node.",
  noValue: "No data: there is one server only",
});
