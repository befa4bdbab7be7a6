/** Rows of the page of a host that are closed at first: each of its resources in depth. */
import { closedRow } from "../model/dashboard";
import * as connections from "./host-connections";
import * as cpu from "./host-cpu";
import * as disks from "./host-disks";
import * as files from "./host-filesystems";
import * as network from "./host-interfaces";
import * as logs from "./host-logs";
import * as memory from "./host-memory";
import { groupCpu, groupMemory, groupsOfHost } from "./process-use";

export const processorRow = closedRow(
  "Processors in depth",
  cpu.cpuLostTime,
  cpu.cpuAndLoad,
  cpu.contextSwitches,
  cpu.pressures,
);

export const memoryRow = closedRow(
  "Memory in depth",
  memory.pagesSwapped,
  memory.swapUsed,
  memory.majorFaults,
  memory.memoryStalls,
  memory.oomKills,
  memory.memoryLost,
  memory.memoryPredicted,
  memory.hugePagesUnused,
);

export const filesystemRow = closedRow(
  "Filesystems in depth",
  files.inodesUsed,
  files.filesystemTimeLeft,
  files.filesystemsInHours,
);

export const diskRow = closedRow(
  "Disks in depth",
  disks.diskTimes,
  disks.diskQueue,
  disks.diskRequests,
  disks.diskBusy,
  disks.diskStalls,
);

export const networkRow = closedRow(
  "Network in depth",
  network.networkUse,
  network.errorsAndDrops,
  connections.retransmitted,
);

export const processRow = closedRow("Processes", groupCpu, groupMemory, groupsOfHost);

export const logRow = closedRow("Logs", logs.hostLogVolume, logs.hostLogFiles, logs.hostLogLines);
