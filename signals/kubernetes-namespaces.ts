/** All namespaces that are chosen, in a number each. */
import { oomKills, podsNotReady } from "./kubernetes-containers";
import { jobsFailed } from "./kubernetes-jobs";
import * as history from "./kubernetes-recorded";
import { promql } from "./promql";
import { signal, type Signal } from "./signal";

const sumOf = (title: string, meaning: string, of: Signal): Signal =>
  signal({
    title,
    unit: "short",
    by: [],
    tone: "error",
    min: 0,
    meaning,
    value: (s) => promql`sum(${of.value(s)}) or vector(0)`,
  });

const shareOf = (title: string, meaning: string, used: Signal, requested: Signal): Signal =>
  signal({
    title,
    unit: "percentunit",
    by: [],
    tone: "saturation",
    min: 0,
    meaning,
    value: (s) => promql`sum(${used.value(s)}) / (sum(${requested.value(s)}) > 0)`,
  });

export const podsNotReadyInAll = sumOf(
  "Pods not ready in all",
  "Pods that run and do not take requests, in all namespaces together.",
  podsNotReady,
);

export const oomKillsInAll = sumOf(
  "Killed for memory in all",
  "Containers whose last end, in the last hour, was the kernel's for want of memory, in all namespaces together.",
  oomKills,
);

export const jobsFailedInAll = sumOf(
  "Failed jobs in all",
  "Jobs that gave up and are still kept as objects, in all namespaces together.",
  jobsFailed,
);

export const cpuOfRequests = shareOf(
  "CPU used of all requests",
  "CPUs that all namespaces together keep busy, as a share of those that they asked for.",
  history.namespaceCpuRecorded,
  history.namespaceCpuRequestedRecorded,
);

export const memoryOfRequests = shareOf(
  "Memory used of all requests",
  "Memory of all namespaces together, as a share of what they asked for.",
  history.namespaceMemoryRecorded,
  history.namespaceMemoryRequestedRecorded,
);
