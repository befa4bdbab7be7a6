import { dashboard, row } from "./model/dashboard";
import { cluster, oneHost } from "./model/variables";
import { cpuBusyOverTime, cpuByMode } from "./panels/host-cpu";
import { diskThroughput } from "./panels/host-disks";
import { filesystemsUsed, filesystemTable } from "./panels/host-filesystems";
import { networkTraffic } from "./panels/host-interfaces";
import { memoryInCaches, memoryUsedOverTime } from "./panels/host-memory";
import * as depth from "./panels/host-rows";
import * as now from "./panels/host-status";

/** One machine in depth, by use, saturation and errors of each of its resources. */
export const host = dashboard(
  "host",
  "Host",
  {
    description: "What does this machine do, and which of its resources is short?",
    tags: ["host"],
    variables: [cluster, oneHost("node")],
    links: ["hosts", "host-system", "hardware", "storage", "network", "processes", "containers", "overview"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      now.hostAlerts,
      now.hostCpuNow,
      now.hostMemoryNow,
      now.hostFullestNow,
      now.hostLoadNow,
      now.hostUptime,
    ),
    row("Processors and memory", cpuBusyOverTime, cpuByMode, memoryUsedOverTime, memoryInCaches),
    row("Disks and network", filesystemsUsed, diskThroughput, networkTraffic, filesystemTable),
    depth.processorRow,
    depth.memoryRow,
    depth.filesystemRow,
    depth.diskRow,
    depth.networkRow,
    depth.processRow,
    depth.logRow,
  ],
);
