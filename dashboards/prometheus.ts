import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance, job } from "./model/variables";
import * as work from "./panels/stack-prometheus";
import * as prometheusScraping from "./panels/stack-prometheus-scraping";
import * as prometheusStorage from "./panels/stack-prometheus-storage";

/** Does Prometheus scrape, store, evaluate and alert, and where does it grow to? */
export const prometheus = dashboard(
  "prometheus",
  "Prometheus",
  {
    description: "Does Prometheus scrape, store, evaluate and alert, and where does it grow to?",
    tags: ["stack"],
    variables: [cluster, job, instance],
    links: ["overview", "stack", "exporters", "alertmanager", "thanos"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      work.targetsDownNow,
      work.prometheusConfigLoadedNow,
      work.notificationsFailingLeastNow,
      work.alertmanagersKnownNow,
      work.prometheusSamplesNow,
      work.queriesAtOnceNow,
    ),
    row(
      "Rules and alerts",
      work.ruleFailuresShare,
      work.ruleEvaluationTime,
      work.ruleEvaluationsMissed,
      work.notificationsFailing,
      work.notificationQueue,
      work.notificationsDropped,
    ),
    closedRow("How many rules fail?", work.ruleFailures),
    closedRow(
      "Series and disk",
      prometheusStorage.prometheusSeries,
      prometheusStorage.seriesIn24Hours,
      prometheusStorage.prometheusDisk,
      prometheusStorage.diskInWeek,
      prometheusStorage.cutBySize,
      prometheusStorage.seriesChurn,
      prometheusStorage.seriesAdded,
    ),
    closedRow(
      "Storage faults",
      prometheusStorage.storageOperationsThatFailed,
      prometheusStorage.samplesDuplicate,
      prometheusStorage.samplesTooLate,
    ),
    closedRow(
      "Scrapes and discovery",
      prometheusScraping.scrapeDuration,
      prometheusScraping.scrapedSamples,
      prometheusScraping.samplesPerTarget,
      prometheusScraping.scrapesOverLimit,
      prometheusScraping.targetsScraped,
      prometheusScraping.discoveriesAndTargetsThatDoNotWork,
      prometheusScraping.kubernetesDiscoveryFailures,
    ),
    closedRow(
      "Queries and replicas",
      prometheusScraping.evaluationTime,
      prometheusScraping.queryDuration,
      prometheusScraping.replicasApart,
      prometheusScraping.samplesApart,
    ),
  ],
);
