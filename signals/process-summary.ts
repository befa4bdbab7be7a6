/** Groups of processes in a number or two, over all that a panel shows. */
import { processRestarts, processMemoryOfHost, processPresent, processZombies } from "./process-health";
import { processFiles } from "./processes";
import { promql } from "./promql";
import { signal } from "./signal";

export const processGroupsGone = signal({
  title: "Groups without a process",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning:
    "Groups that had processes within the last hour, or since the exporter was started, and have none now.",
  value: (s) => promql`count(${processPresent.value(s)} == 0) or vector(0)`,
});

export const processMostRestarts = signal({
  title: "Most restarts in an hour",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Restarts of the group that was started most often in the last hour.",
  value: (s) => promql`max(${processRestarts.value(s)})`,
});

export const processLargest = signal({
  title: "Largest share of memory",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  meaning: "Share of its host's memory of the group that has the largest.",
  value: (s) => promql`max(${processMemoryOfHost.value(s)})`,
});

export const processMostFiles = signal({
  title: "Nearest to its limit of files",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  meaning: "Open files of the process that is nearest to its limit, as a share of that limit.",
  value: (s) => promql`max(${processFiles.value(s)})`,
});

export const processZombiesInAll = signal({
  title: "Zombies in all",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Processes that have ended and whose parent has not asked for their result, of all groups.",
  value: (s) => promql`sum(${processZombies.value(s)})`,
});
