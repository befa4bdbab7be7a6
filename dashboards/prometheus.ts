import * as rules from "../rules/prometheus-alerting";
import * as growth from "../rules/prometheus-growth";
import * as load from "../rules/prometheus-load";
import { PrometheusScrapeSlow } from "../rules/prometheus-scraping";
import { PrometheusDuplicateSamples, PrometheusSamplesTooLate } from "../rules/prometheus-storage";
import * as server from "../signals/prometheus";
import * as alerting from "../signals/prometheus-alerting";
import * as scraping from "../signals/prometheus-scraping";
import * as storage from "../signals/prometheus-storage";
import { scrapeDuration, scrapedSamples, seriesAdded, targetsDown } from "../signals/targets";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster, instance, job } from "./model/variables";

const notScraped = "No data: Prometheus does not scrape itself";
const loaded = { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } } as const;

/** Does Prometheus scrape, store, evaluate and alert, and where does it grow to? */
export const prometheus = dashboard(
  "prometheus",
  "Prometheus",
  {
    description: "Does Prometheus scrape, store, evaluate and alert, and where does it grow to?",
    tags: ["stack"],
    variables: [cluster, job, instance],
    links: ["overview", "stack", "alertmanager"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      stat(targetsDown, {
        badFrom: 1,
        why: "What a target measures is unknown while it is down.",
        act: "See on the page of the stack which ones they are.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(server.prometheusConfigLoaded, {
        states: loaded,
        why: "With a refused configuration new rules are not in force, and a restart fails.",
        act: "Read the log for the place of the mistake.",
        noValue: notScraped,
      }),
      stat(alerting.notificationsFailingLeast, {
        line: rules.PrometheusAlertsReachNobody,
        why: "Above 0, alerts reach nobody.",
        act: "Look at the Alertmanagers and the way to them.",
        noValue: "No alerts were sent",
      }),
      stat(alerting.alertmanagersKnown, {
        why: "Without one, nobody is told of anything.",
        act: "Look into the configuration in force.",
        noValue: notScraped,
      }),
      stat(server.prometheusSamples, {
        sparkline: true,
        why: "A drop is lost targets, a jump a target that gives more.",
        act: "See the row of scrapes.",
        noValue: notScraped,
      }),
      stat(scraping.queriesAtOnce, {
        line: load.PrometheusQueriesQueued,
        why: "When all places are taken, rules wait as well.",
        act: "See who asks so much, and what is slow.",
        noValue: notScraped,
      }),
    ),
    row(
      "Rules and alerts",
      timeseries(alerting.ruleFailuresShare, {
        why: "An alert whose rule fails cannot fire.",
        act: "The page of rules in Prometheus shows the error.",
        noValue: "No rule failed",
      }),
      timeseries(server.ruleEvaluationTime, {
        line: rules.PrometheusRuleGroupSlow,
        why: "Above 100 %, evaluations are left out.",
        act: "Split the group, or record what its rules share.",
        noValue: notScraped,
      }),
      timeseries(alerting.ruleEvaluationsMissed, {
        line: rules.PrometheusRuleEvaluationsMissed,
        why: "Alerts of the group come late.",
        act: "Find the slow rule of the group.",
        noValue: "No evaluation was left out",
      }),
      timeseries(alerting.notificationsFailing, {
        line: rules.PrometheusNotificationsFailing,
        why: "These alerts did not reach that Alertmanager.",
        act: "Read the log for its answer.",
        noValue: "No alerts were sent",
      }),
      timeseries(alerting.notificationQueue, {
        line: rules.PrometheusNotificationQueueFull,
        why: "A full queue drops the oldest alerts.",
        act: "See whether Alertmanager is slow, or alerts are too many.",
        noValue: notScraped,
      }),
      timeseries(server.notificationsDropped, {
        why: "These alerts are lost.",
        act: "Bring the Alertmanager back that they were for.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Series and disk",
      timeseries(server.prometheusSeries, {
        why: "Memory follows the number of series.",
        act: "Find the job that gives most.",
        noValue: notScraped,
      }),
      timeseries(storage.seriesIn24Hours, {
        line: growth.PrometheusSeriesGrowing,
        why: "Above 150 % memory may end tomorrow.",
        act: "See which job brings new series.",
        noValue: "No data: six hours of history are needed",
      }),
      timeseries(server.prometheusDisk, {
        why: "A full disk stops all storing.",
        act: "Set a limit of size, or shorten the retention.",
        noValue: notScraped,
      }),
      timeseries(storage.diskInWeek, {
        line: growth.PrometheusDiskGrowing,
        why: "It shows a full disk a week ahead.",
        act: "Set a limit of size, or enlarge the disk.",
        noValue: "No data: half a day of history is needed",
      }),
      timeseries(storage.cutBySize, {
        why: "Metrics are kept for a shorter time than asked.",
        act: "Raise the limit of size, or lower that of age.",
        noValue: "No block was deleted for its size",
      }),
      timeseries(scraping.seriesChurn, {
        line: growth.PrometheusSeriesChurn,
        why: "Old series stay in memory for hours.",
        act: "Find the label that changes.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(seriesAdded, {
        why: "Shows which job brings new series.",
        act: "Compare with what was deployed.",
        noValue: "No data: nothing is scraped",
      }),
    ),
    closedRow(
      "Storage faults",
      timeseries(
        [
          storage.walWritesFailed,
          storage.truncationsFailed,
          storage.compactionsFailed,
          storage.reloadsFailed,
        ],
        {
          title: "Storage operations that failed",
          why: "Each of them ends in lost samples or a full disk.",
          act: "Read the log; most often the disk is full.",
          noValue: "Nothing failed",
        },
      ),
      timeseries(storage.samplesDuplicate, {
        line: PrometheusDuplicateSamples,
        why: "Two targets may have the same labels.",
        act: "Find targets with one name.",
        noValue: "No sample came twice",
      }),
      timeseries(storage.samplesTooLate, {
        line: PrometheusSamplesTooLate,
        why: "These samples are lost.",
        act: "Check the clocks, and who sends late.",
        noValue: "No sample was too late",
      }),
    ),
    closedRow(
      "Scrapes and discovery",
      timeseries(scrapeDuration, {
        line: PrometheusScrapeSlow,
        why: "Over ten seconds a scrape is broken off.",
        act: "Ask the target by hand, and see what takes the time.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(scrapedSamples, {
        why: "Shows who gives most.",
        act: "Drop what nobody reads.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(scraping.samplesPerTarget, {
        line: growth.PrometheusTargetGrown,
        why: "A target that grows fills the memory.",
        act: "See which of its metrics grew.",
        noValue: "No data: a day of history is needed",
      }),
      timeseries(scraping.scrapesOverLimit, {
        why: "Nothing of such an answer is stored.",
        act: "Find the target on the page of targets.",
        noValue: "No scrape was over a limit",
      }),
      timeseries(scraping.targetsScraped, {
        why: "Replicas should have the same number.",
        act: "Compare their configurations.",
        noValue: notScraped,
      }),
      timeseries([scraping.discoveriesFailed, scraping.targetSyncsFailed], {
        title: "Discoveries and targets that do not work",
        why: "Targets that are not found are not scraped.",
        act: "Read the log of Prometheus.",
        noValue: "Every discovery works",
      }),
      timeseries(scraping.kubernetesDiscoveryFailures, {
        why: "The list of targets grows old.",
        act: "Check the rights of Prometheus, and the API server.",
        noValue: "No request failed",
      }),
    ),
    closedRow(
      "Queries and replicas",
      timeseries(scraping.evaluationTime, {
        line: load.PrometheusQueriesSlow,
        why: "Slow queries delay dashboards and rules.",
        act: "Record what is asked for often.",
        noValue: notScraped,
      }),
      timeseries(server.queryDuration, {
        why: "Shows whether queries work or wait.",
        act: "If they wait, see who takes the places.",
        noValue: notScraped,
      }),
      timeseries(scraping.replicasApart, {
        line: load.PrometheusReplicasScrapeDifferently,
        why: "A replica with fewer targets is no stand-in.",
        act: "Compare their targets, job by job.",
        noValue: "No data: there is one server only",
      }),
      timeseries(scraping.samplesApart, {
        line: load.PrometheusReplicasStoreDifferently,
        why: "The one that stores less has gaps.",
        act: "See which scrapes it loses.",
        noValue: "No data: there is one server only",
      }),
    ),
  ],
);
