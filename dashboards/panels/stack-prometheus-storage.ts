/** Panels of Prometheus: series, disk and faults of its storage. */
import * as growth from "../../rules/prometheus-growth";
import { PrometheusDuplicateSamples, PrometheusSamplesTooLate } from "../../rules/prometheus-storage";
import * as server from "../../signals/prometheus";
import * as scraping from "../../signals/prometheus-scraping";
import * as storage from "../../signals/prometheus-storage";
import * as targets from "../../signals/targets";
import { timeseries } from "../model/panel";

const notScraped = "No data: Prometheus does not scrape itself";

export const prometheusSeries = timeseries(server.prometheusSeries, {
  why: "Memory follows the number of series, at some kilobytes for each.",
  act: "Find the job that gives most in the row of scrapes, and drop what nobody reads.",
  noValue: notScraped,
});

export const seriesIn24Hours = timeseries(storage.seriesIn24Hours, {
  line: growth.PrometheusSeriesGrowing,
  why: "Above 150 % the memory of today may not do tomorrow.",
  act: "See below which job brings new series, and what was deployed with it.",
  noValue: "No data: six hours of history are needed",
});

export const prometheusDisk = timeseries(server.prometheusDisk, {
  why: "A full disk stops all storing, and the alerts with it.",
  act: "Set `prometheus.retentionSize` in the stack file, or shorten the retention.",
  noValue: notScraped,
});

export const diskInWeek = timeseries(storage.diskInWeek, {
  line: growth.PrometheusDiskGrowing,
  why: "It shows a full disk a week ahead, until the retention is reached.",
  act: "Set a limit of size below that of the disk, or enlarge the volume.",
  noValue: "No data: half a day of history is needed",
});

export const cutBySize = timeseries(storage.cutBySize, {
  why: "Metrics are kept for a shorter time than asked.",
  act: "Raise the limit of size, or lower that of age.",
  noValue: "No block was deleted for its size",
});

export const seriesChurn = timeseries(scraping.seriesChurn, {
  line: growth.PrometheusSeriesChurn,
  why: "Series that come and go stay in memory for hours each: churn costs more than size.",
  act: "Find the label with ever new values, such as ids of pods or builds, and drop it.",
  noValue: "No data: nothing is scraped",
});

export const seriesAdded = timeseries(targets.seriesAdded, {
  why: "Shows which job brings new series, and when it began.",
  act: "Compare the time with what was deployed for that job.",
  noValue: "No data: nothing is scraped",
});

export const storageOperationsThatFailed = timeseries(
  [storage.walWritesFailed, storage.truncationsFailed, storage.compactionsFailed, storage.reloadsFailed],
  {
    title: "Storage operations that failed",
    why: "Each of them ends in lost samples or a full disk.",
    act: "Read the log; most often the disk is full.",
    noValue: "Nothing failed",
  },
);

export const samplesDuplicate = timeseries(storage.samplesDuplicate, {
  line: PrometheusDuplicateSamples,
  why: "Two targets with the same labels overwrite each other: every other value is lost.",
  act: "Look in the list of targets for two with one job and instance, and give one another name.",
  noValue: "No sample came twice",
});

export const samplesTooLate = timeseries(storage.samplesTooLate, {
  line: PrometheusSamplesTooLate,
  why: "Samples that are too old or from the future are thrown away.",
  act: "Compare the clocks of the hosts; see who sends by OTLP or remote write after a pause.",
  noValue: "No sample was too late",
});
