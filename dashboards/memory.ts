import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as memory from "./panels/memory-analysis";
import * as groups from "./panels/process-memory";
import { processGroup } from "./panels/process-variables";

/** The memory of one program over hours: does it leak, and is it its heap. */
export const memoryDashboard = dashboard(
  "memory",
  "Memory of a program",
  {
    description: "Does this program leak memory, where, and how long will it go on?",
    tags: ["processes", "memory"],
    variables: [
      cluster,
      { name: "job", label: "Job", metric: "process_resident_memory_bytes", multi: false },
      processGroup,
    ],
    links: ["processes", "process-group", "services", "hosts", "stack"],
    time: "24h",
    refresh: "5m",
  },
  [
    row(
      "Does it leak?",
      memory.residentInAll,
      memory.largestInstance,
      memory.fastestGrowth,
      memory.restartsOfDay,
      memory.youngestInstance,
    ),
    row("Instances", memory.instanceTable),
    row(
      "Resident memory",
      memory.residentOverTime,
      memory.residentBounds,
      memory.residentGrowth,
      memory.restartsOverTime,
    ),
    row("Is it the heap?", memory.heapAgainstResident, memory.heapOfResident),
    closedRow(
      "Heap and runtime in depth",
      memory.heapSlope,
      memory.outsideHeap,
      memory.heapSpaces,
      memory.externalMemory,
      memory.collectionTime,
      memory.loopLag,
    ),
    closedRow(
      "What else leaks with it?",
      memory.goroutinesOverTime,
      memory.filesOverTime,
      memory.virtualOverTime,
    ),
    closedRow(
      "The group of processes, on all hosts",
      groups.groupMemoryOfHost,
      groups.groupMemoryGrowth,
      groups.groupMemoryPredicted,
      groups.groupMemoryByType,
      groups.groupVirtual,
      groups.groupSwapped,
      groups.groupFaults,
      groups.groupMinorFaults,
    ),
    closedRow(
      "What its hosts feel of it",
      memory.fullestHosts,
      memory.swappingHosts,
      memory.faultingHosts,
      memory.killingHosts,
    ),
  ],
);
