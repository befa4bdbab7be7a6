import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as now from "./panels/container-status";
import * as use from "./panels/container-use";

/** Containers of Docker hosts. Those of Kubernetes are on dashboards of their own. */
export const containersDashboard = dashboard(
  "containers",
  "Containers",
  {
    description: "Do the containers of the Docker hosts run, and which of them is short of something?",
    tags: ["containers", "docker"],
    needs: ["containers"],
    variables: [cluster, { ...instance, label: "Host", job: "cadvisor" }],
    links: ["hosts", "host", "container", "processes", "overview"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      now.containerAlerts,
      now.containersInAll,
      now.containersUnhealthy,
      now.containerMostRestarts,
      now.containerFullest,
      now.containerMostThrottled,
    ),
    row("All containers", now.containerTable),
    row("Presence", now.containersByHost, now.containerRestarts, now.containerHealth),
    row("Processors and memory", use.containerCpu, use.containerMemory, use.containerMemoryShare),
    closedRow(
      "Limits",
      use.containerCpuOfLimit,
      use.containerThrottled,
      use.containerMemoryOfLimit,
      use.containerMemoryStalled,
      use.containerDiskStalled,
    ),
    closedRow(
      "Disks and networks",
      use.containerDiskRead,
      use.containerDiskWritten,
      use.containerTraffic,
      use.containerPacketsLost,
    ),
    closedRow("Can cAdvisor see them?", now.containersUnreadable, use.containerAges),
  ],
);
