/** Panels about log lines: how many there are, from whom, and the lines themselves. */
import * as lines from "../../signals/logs";
import { lokiDiscarded } from "../../signals/loki";
import * as volume from "../../signals/log-volume";
import { barGauge, logs, stat, timeseries } from "../model/panel";
import { type Variable } from "../model/variables";

const nothing = "No lines: nothing was logged, or the choices above leave none";
const noPods = "No lines of pods: there is no Kubernetes here";

/** Hosts that log. It is called as on other pages, so that what was chosen there stays chosen. */
export const host: Variable = {
  name: "instance",
  label: "Host",
  of: "host",
  source: "loki_datasource",
  multi: true,
};

/** Services, as they are called in the logs. */
export const service: Variable = {
  name: "service",
  label: "Service",
  of: "service_name",
  source: "loki_datasource",
  multi: true,
};

/** Part of the name of a level: error, or warn|error. Levels are found in the lines, and are in no index. */
export const level: Variable = {
  name: "level",
  label: "Level",
  of: "detected_level",
  source: "words",
  multi: false,
};

/** Words to look for, as a regular expression without regard to capitals. */
export const search: Variable = { name: "search", label: "Search", source: "words", multi: false };

export const linesNow = stat(volume.linesInAll, {
  sparkline: true,
  why: "0 means that nothing is collected: a silence is not the same as all being well.",
  act: "If it fell to 0, look at the collectors. If it jumped, see which service it is.",
  noValue: nothing,
});

export const errorsNow = stat(lines.errorRate, {
  sparkline: true,
  why: "A jump in error lines is often the first sign of a fault.",
  act: "Open the errors for their patterns.",
  noValue: "No errors: good",
  drill: [{ title: "Open the errors in logs", uid: "log-errors", variables: {} }],
});

export const warningsNow = stat(volume.warningRate, {
  sparkline: true,
  why: "Warnings are where errors announce themselves.",
  act: "Read the warnings below when their number changes.",
  noValue: "No warnings: good",
});

export const servicesNow = stat(volume.servicesLogging, {
  why: "A service that is missing here is silent, or is not collected.",
  act: "Compare with what should run; see the files and rights of the collector.",
  noValue: nothing,
});

export const bytesNow = stat(volume.bytesInAll, {
  sparkline: true,
  why: "Disk and retention follow the bytes, not the lines.",
  act: "See below whose lines take most room.",
  noValue: nothing,
});

export const unknownNow = stat(volume.unknownLevelShare, {
  why: "Errors without a level are neither counted nor alerted on.",
  act: "Let services log JSON with a field `level`, or lines with level=….",
  noValue: nothing,
});

export const byLevel = timeseries(lines.logVolume, {
  width: 12,
  stack: true,
  why: "Shows when errors began and whether everything else changed with them.",
  act: "Click on a level in the legend to see it alone.",
  noValue: nothing,
});

export const byService = timeseries(volume.volumeByService, {
  width: 12,
  stack: true,
  why: "The service whose volume changes is the one that something happened to.",
  act: "Choose it above, and read its lines.",
  noValue: nothing,
});

export const errorsByService = timeseries(lines.errorVolume, {
  width: 12,
  why: "Shows which service fails, and whether others followed.",
  act: "Choose it above and write error into the level, or open the errors in logs.",
  noValue: "No errors: good",
});

export const errorShares = timeseries(volume.errorShare, {
  width: 12,
  why: "A small service with many errors vanishes beside a large one; its share does not.",
  act: "Look at services that are above 10 %, or that changed.",
  noValue: "No errors: good",
});

export const newest = logs(lines.logLines, {
  title: "Newest lines",
  height: 14,
  why: "Numbers tell that something is wrong; the lines tell what.",
  act: "Narrow by service, level and words above. A click on a line shows all that is known of it.",
  noValue: nothing,
});

export const warnings = logs(volume.warningLines, {
  height: 12,
  why: "They tell of what was just avoided: a retry, a slow query, a limit that is near.",
  act: "Take the one that comes most often and mend its cause.",
  noValue: "No warnings: good",
});

export const largest = barGauge(volume.bytesByService, {
  why: "One service often takes most of the room that all share.",
  act: "Lower its level, or drop lines that nobody reads.",
  noValue: nothing,
});

export const busiest = barGauge(volume.busiestStreams, {
  why: "A stream that runs hot slows the queries of all, and may be turned away over a limit.",
  act: "Look at that service on that host: most often it writes one line again and again.",
  noValue: nothing,
});

export const files = barGauge(lines.busiestLogFiles, {
  why: "The file that grows fastest fills the disk of its host, too.",
  act: "Check that it is rotated, and what writes into it.",
  noValue: "No lines of files: all come from services by OTLP or from pods",
});

export const byHost = timeseries(volume.volumeByHost, {
  why: "A host that falls silent has lost its collector or its network.",
  act: "Look at the collector of the host whose line ends.",
  noValue: nothing,
});

export const byNamespace = timeseries(volume.volumeByNamespace, {
  why: "Shows whose workloads take the room.",
  act: "Talk with those whose namespace grows.",
  noValue: noPods,
});

export const pods = barGauge(volume.busiestPods, {
  why: "One pod of many that writes much more than its siblings is not like them.",
  act: "Compare its lines with those of another pod of the same workload.",
  noValue: noPods,
});

export const discarded = timeseries(lokiDiscarded, {
  title: "Lines that Loki turned away",
  past: ["instance"],
  why: "These lines cannot be found here: Loki refused them, by reason.",
  act: "The reason names the limit: lines too old, too long, too many a second.",
  noValue: "No lines were turned away: good",
});
