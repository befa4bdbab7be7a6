import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as limits from "./panels/process-limits";
import * as memory from "./panels/process-memory";
import * as now from "./panels/process-status";
import * as use from "./panels/process-use";

/** Groups of processes: which run, what they use, and where they come near to a limit. */
export const processesDashboard = dashboard(
  "processes",
  "Processes",
  {
    description: "Do the processes run that have to, and which of them takes too much?",
    tags: ["processes", "host"],
    variables: [cluster, { ...instance, label: "Host", job: "process" }],
    links: ["hosts", "host", "process-group", "memory", "containers", "overview"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      now.processAlerts,
      now.groupsGone,
      now.mostRestarts,
      now.largestGroup,
      now.mostFiles,
      now.zombiesInAll,
    ),
    row("What they use", use.groupCpu, memory.groupMemoryOfHost, use.groupReads, use.groupWrites),
    row("Groups", use.groupTable),
    closedRow("Presence", limits.groupRestarts, limits.groupPresent, limits.groupsUnreadable),
    closedRow(
      "Limits",
      limits.groupFiles,
      limits.groupThreads,
      limits.groupThreadGrowth,
      limits.groupZombies,
      limits.groupBlocked,
    ),
    closedRow(
      "CPU and memory in depth",
      use.groupCpuPerThread,
      use.groupCpuOfHost,
      use.groupSwitches,
      memory.groupSwappedShare,
      memory.groupSwapped,
      memory.groupFaults,
    ),
  ],
);
