/** What belongs to somebody else and is probed: services of third parties that our own are built on. */
import {
  certificateExpiry,
  probeAvailabilityDay,
  probeAvailabilityMonth,
  probePhasesMean,
  probeSlowness,
  recordedProbes,
} from "./probes";
import { promql, type Promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal, type Scope } from "./signal";

const marked = (s: Scope): string => `probe_success{${s.select("blackbox")}, dependency="true"}`;

/** A number by probe, of dependencies alone. Recorded series do not say which probes are some, so they are joined. */
function ofDependencies(value: Promql, s: Scope): Promql {
  return promql`${value} and on (instance) max by (instance) (${marked(s)})`;
}

const recorded = (record: string, s: Scope): Promql =>
  ofDependencies(promql`min by (instance, kind) (${record}${ofRecorded(s)})`, s);

const newest = (metric: string, s: Scope): Promql =>
  promql`max by (instance, kind) (${metric}{${s.select("blackbox")}, dependency="true"})`;

export const dependencyAnswers = signal({
  title: "Dependency answers",
  unit: "bool",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "1 if the last call of a service of somebody else got the answer that is expected.",
  value: (s) => promql`min by (instance, kind) (${marked(s)})`,
});

export const dependenciesFailing = signal({
  title: "Dependencies failing",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of services of others whose last call did not get the answer that is expected.",
  value: (s) => promql`count(min by (instance, kind) (${marked(s)}) == 0) or vector(0)`,
});

export const dependencyHour = signal({
  title: "Availability of an hour",
  unit: "percentunit",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "Share of the calls of a dependency within the last hour that succeeded.",
  value: (s) => recorded(recordedProbes.hour, s),
});

export const dependencyDay = signal({
  title: "Availability of 24 hours",
  recordingOf: probeAvailabilityDay,
  unit: "percentunit",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "Share of the calls of a dependency within the last 24 hours that succeeded.",
  value: (s) => recorded(recordedProbes.day, s),
});

export const dependencyMonth = signal({
  title: "Availability of a month",
  recordingOf: probeAvailabilityMonth,
  unit: "percentunit",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning:
    "Share of the calls of a dependency within the last 30 days that succeeded, or since it has been called.",
  value: (s) => recorded(recordedProbes.month, s),
});

const month = 30 * 86_400;

export const dependencyAbsence = signal({
  title: "Absent in 30 days",
  unit: "dtdurations",
  by: ["instance", "kind"],
  tone: "error",
  min: 0,
  meaning:
    "Time within the last 30 days in which a dependency did not answer as expected, from its availability.",
  value: (s) => promql`(1 - ${recorded(recordedProbes.month, s)}) * ${month}`,
});

export const dependencyTime = signal({
  title: "Time of a call",
  unit: "s",
  by: ["instance", "kind"],
  min: 0,
  meaning: "Time that calls of a dependency took in all, as a mean of 15 minutes.",
  value: (s) => recorded(recordedProbes.duration, s),
});

export const dependencySlowness = signal({
  title: "Time of a call against the usual",
  recordingOf: probeSlowness,
  unit: "short",
  by: ["instance", "kind"],
  min: 0,
  meaning:
    "Time that calls of a dependency took in the last 15 minutes, divided by the median of the last week: 2 is twice as long as usual.",
  value: (s) =>
    promql`${recorded(recordedProbes.duration, s)} / (${recorded(recordedProbes.usualDuration, s)} > 0)`,
});

export const dependencyPhases = signal({
  title: "Phases of a dependency's calls",
  unit: "s",
  by: ["instance", "phase"],
  min: 0,
  meaning:
    "Where HTTP calls of a dependency spend their time, as a mean over 5 minutes: resolve, connect, tls, processing, transfer.",
  value: (s) => ofDependencies(probePhasesMean.value(s), s),
});

export const dependencyStatus = signal({
  title: "Status of a dependency's answer",
  unit: "none",
  by: ["instance", "kind"],
  min: 0,
  meaning: "Status code of the last answer of a dependency to an HTTP call; 0 if there was none.",
  value: (s) => newest("probe_http_status_code", s),
});

export const dependencyContent = signal({
  title: "Wrong content of a dependency",
  unit: "bool",
  by: ["instance", "kind"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "1 if the last answer of a dependency did not hold the text that is expected.",
  value: (s) => newest("probe_failed_due_to_regex", s),
});

export const dependencyCertificate = signal({
  title: "A dependency's certificate valid for",
  recordingOf: certificateExpiry,
  unit: "dtdurations",
  by: ["instance"],
  meaning: "Time until the first certificate of the chain expires that a dependency shows.",
  value: (s) => ofDependencies(certificateExpiry.value(s), s),
});

const worst = (choose: "min" | "max", value: Promql): Promql => promql`${choose}(${value})`;

export const worstDependencyHour = signal({
  title: "Lowest availability of an hour",
  unit: "percentunit",
  by: [],
  min: 0,
  max: 1,
  meaning: "Availability within the last hour of the dependency that has the lowest.",
  value: (s) => worst("min", dependencyHour.value(s)),
});

export const worstDependencyDay = signal({
  title: "Lowest availability of 24 hours",
  recordingOf: probeAvailabilityDay,
  unit: "percentunit",
  by: [],
  min: 0,
  max: 1,
  meaning: "Availability within 24 hours of the dependency that has the lowest.",
  value: (s) => worst("min", dependencyDay.value(s)),
});

export const worstDependencyMonth = signal({
  title: "Lowest availability of a month",
  recordingOf: probeAvailabilityMonth,
  unit: "percentunit",
  by: [],
  min: 0,
  max: 1,
  meaning: "Availability within 30 days of the dependency that has the lowest.",
  value: (s) => worst("min", dependencyMonth.value(s)),
});

export const slowestDependency = signal({
  title: "Slowest dependency",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time that calls of the slowest dependency took, as a mean of 15 minutes.",
  value: (s) => worst("max", dependencyTime.value(s)),
});
