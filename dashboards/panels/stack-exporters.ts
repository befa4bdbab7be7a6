/** Panels of exporters: programs that only measure others. */
import { ExporterMemoryHigh } from "../../rules/exporters";
import * as exporters from "../../signals/exporters";
import { stat, stateTimeline, table, timeseries } from "../model/panel";

const none = "No data: no exporter is scraped";
const answers = { 0: { text: "Down", colour: "bad" }, 1: { text: "Up", colour: "good" } } as const;

export const downNow = stat(exporters.exportersDown, {
  badFrom: 1,
  why: "What a silent exporter measures is unknown, and alerts about it are blind.",
  act: "Find it in the table, look at its server, then at its host.",
  noValue: none,
});

export const inAllNow = stat(exporters.exportersInAll, {
  why: "A number that falls without anybody having taken hosts away is a discovery that misses some.",
  act: "Compare with the number of hosts, databases and addresses.",
  noValue: none,
});

export const slowestNow = stat(exporters.exporterSlowest, {
  why: "After ten seconds a scrape is broken off and lost.",
  act: "Find the exporter in the table: sort it by the scrape time.",
  noValue: none,
});

export const versionsNow = stat(exporters.nodeExporterVersions, {
  title: "Versions of the node exporter now",
  why: "More than one is an update that has not come to its end.",
  act: "See the row of versions for which hosts are behind.",
  noValue: "No data: no host is scraped",
});

export const all = table(
  [exporters.exporterUp, exporters.exporterTime, exporters.exporterSamples, exporters.exporterErrors],
  {
    title: "Exporters",
    height: 12,
    sortBy: "Scrape time",
    columns: { job: { title: "Kind" }, instance: { title: "Of" } },
    drill: [{ title: "Open the stack", uid: "stack", variables: { job: "job", instance: "instance" } }],
    why: "One line for each exporter: whether it answers, how long that takes, what it gives, and what it could not read.",
    act: "Take what is down first, then what is slow, then what has errors.",
    noValue: none,
  },
);

export const states = stateTimeline(exporters.exporterUp, {
  title: "Exporters over time",
  width: 12,
  states: answers,
  why: "Exporters that fall silent together share a host or a network; one that comes and goes is restarted.",
  act: "Look at what those that were down have in common.",
  noValue: none,
});

export const times = timeseries(exporters.exporterTime, {
  title: "Scrape time of exporters",
  width: 12,
  why: "A time that rises comes near to the timeout; a jump is a file system or a database that hangs.",
  act: "Ask the exporter by hand, and see which part of it takes the time.",
  noValue: none,
});

export const samples = timeseries(exporters.exporterSamples, {
  title: "Samples of exporters",
  why: "An exporter that gives more than before has found more to measure, or a label that changes.",
  act: "Drop what nobody reads, by metric relabelling.",
  noValue: none,
});

export const dropped = timeseries(exporters.exporterDropped, {
  why: "What is thrown away after the scrape has cost time on both sides.",
  act: "Switch it off in the exporter where most of it is dropped.",
  noValue: none,
});

export const broken = timeseries(exporters.answersBroken, {
  why: "A part of the metrics is missing, although the target counts as up.",
  act: "The log of that program names the metric or the part that it could not read.",
  noValue: "Every answer was whole",
});

export const memory = timeseries(exporters.exporterMemory, {
  line: ExporterMemoryHigh,
  why: "An exporter should take little of the host that it watches.",
  act: "Switch off the collectors whose metrics nobody reads; look for a leak if it grows without new metrics.",
  noValue: none,
});

export const cpu = timeseries(exporters.exporterCpu, {
  why: "Measuring should not be what keeps a host busy.",
  act: "Scrape it less often, or switch off the costly parts of it.",
  noValue: none,
});

export const versions = timeseries(exporters.exporterVersions, {
  stack: true,
  why: "Metrics may have other names or meanings on hosts with an older version.",
  act: "Bring all exporters of a kind to one version.",
  noValue: none,
});

export const nodeVersions = timeseries(exporters.nodeExporterVersions, {
  why: "Shows how long an update took, and whether it came to its end.",
  act: "Bring the others to the same version.",
  noValue: "No data: no host is scraped",
});
