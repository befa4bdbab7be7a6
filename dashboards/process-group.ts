import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, oneHost } from "./model/variables";
import { cpuBusyOverTime, pressures } from "./panels/host-cpu";
import { diskBusy } from "./panels/host-disks";
import { hostLogLines } from "./panels/host-logs";
import { memoryUsedOverTime, swapUsed, majorFaults } from "./panels/host-memory";
import * as limits from "./panels/process-limits";
import * as memory from "./panels/process-memory";
import * as now from "./panels/process-status";
import * as use from "./panels/process-use";
import { processGroup } from "./panels/process-variables";

/** One group of processes on one host, in depth. */
export const processGroupDashboard = dashboard(
  "process-group",
  "Group of processes",
  {
    description: "What does this program do on this host, and what does it lack?",
    tags: ["processes", "host"],
    variables: [cluster, oneHost("process"), processGroup],
    links: ["processes", "host", "memory"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      now.groupCountNow,
      now.groupAgeNow,
      now.groupRestartsNow,
      now.groupCpuNow,
      now.groupMemoryNow,
      now.groupFilesNow,
    ),
    row("Does it run?", limits.groupPresent, limits.groupRestarts, limits.groupThreads),
    row("CPU and memory", use.groupCpuByMode, memory.groupMemoryByType, memory.groupMemoryGrowth),
    row("Disks", use.groupReads, use.groupWrites, memory.groupFaults),
    closedRow(
      "What do its threads do?",
      use.groupThreadStates,
      use.groupWaits,
      use.groupCpuPerThread,
      use.groupSwitchesByType,
      use.groupSwitches,
      limits.groupThreadGrowth,
      limits.groupBlocked,
      limits.groupZombies,
    ),
    closedRow(
      "Memory in depth",
      memory.groupMemoryOfHost,
      memory.groupMemoryPredicted,
      memory.groupVirtual,
      memory.groupSwappedShare,
      memory.groupSwapped,
      memory.groupMinorFaults,
    ),
    closedRow("Limits", limits.groupFiles, limits.groupOpenFiles, use.groupCpuOfHost),
    closedRow(
      "Is it the host?",
      cpuBusyOverTime,
      memoryUsedOverTime,
      pressures,
      swapUsed,
      majorFaults,
      diskBusy,
    ),
    closedRow("Logs", hostLogLines),
  ],
);
