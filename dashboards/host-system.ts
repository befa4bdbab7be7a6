import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, oneHost } from "./model/variables";
import * as cpu from "./panels/host-cpu";
import * as kernel from "./panels/host-kernel";
import { hostUptime } from "./panels/host-status";

/** What the kernel of a host allows, its clock, its restarts, and the exporter that tells of all this. */
export const hostSystemDashboard = dashboard(
  "host-system",
  "System of a host",
  {
    description:
      "Does the kernel of this host come near to a limit, is its clock right, and does it work as usual?",
    tags: ["host"],
    variables: [cluster, oneHost("node")],
    links: ["host", "hosts", "hardware"],
    time: "24h",
  },
  [
    row(
      "Is it well?",
      hostUptime,
      kernel.reboots,
      kernel.fileDescriptorsNow,
      kernel.tasksUsedNow,
      kernel.clockSynchronised,
      kernel.textFilesUnreadable,
    ),
    row(
      "Limits of the kernel",
      kernel.fileDescriptors,
      kernel.tasksUsed,
      kernel.tasksBlocked,
      kernel.zombies,
      kernel.hungTasks,
      cpu.contextSwitches,
    ),
    row("Clock", kernel.clockOff, kernel.clockErrors, kernel.clockAgainstPrometheus),
    closedRow("Clock, before and after its source", kernel.clockOffset),
    closedRow(
      "Does it work as usual?",
      cpu.contextSwitchesJump,
      cpu.cpuBusyHourly,
      cpu.cpuAgainstLastWeek,
      cpu.cpuBusiestHour,
    ),
    closedRow("Its exporter", kernel.textFiles, kernel.collectors),
  ],
);
