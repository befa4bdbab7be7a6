import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as outlook from "./panels/capacity-outlook";

/** Where the use of all hosts leads to in weeks. Reads recorded series only, and asks once. */
export const capacityDashboard = dashboard(
  "capacity",
  "Capacity",
  {
    description: "What will be full, when, and what is there too much of?",
    tags: ["host", "capacity"],
    variables: [cluster, { ...instance, label: "Host", job: "node" }],
    links: ["hosts", "storage", "host", "prometheus"],
    time: "30d",
    refresh: "",
  },
  [
    row(
      "How long does it last?",
      outlook.nextFullLong,
      outlook.fullInMonth,
      outlook.cpuOfFleet,
      outlook.memoryOfFleet,
      outlook.hostsWithRoom,
      outlook.seriesGrowthNow,
    ),
    row("Filesystems", outlook.filesystemOutlook, outlook.filesystemsLong, outlook.inodesLong),
    row("Memory and processors", outlook.hostOutlook, outlook.memoryLong, outlook.cpuLong),
    closedRow(
      "Is the fleet of the right size?",
      outlook.fleetLong,
      outlook.busiestHours,
      outlook.disksLong,
      outlook.receivedOverWeeks,
    ),
    closedRow("Does the monitoring itself grow?", outlook.seriesOverWeeks, outlook.metricsOnDisk),
  ],
);
