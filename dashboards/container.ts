import { closedRow, dashboard, row } from "./model/dashboard";
import { oneHost, type Variable } from "./model/variables";
import * as now from "./panels/container-status";
import * as pods from "./panels/container-pods";
import * as use from "./panels/container-use";
import { cpuBusyOverTime, pressures } from "./panels/host-cpu";
import { diskBusy } from "./panels/host-disks";
import { hostLogLines } from "./panels/host-logs";
import { memoryUsedOverTime } from "./panels/host-memory";

/** Docker's containers have their names in recorded series, those of pods in the kubelet's: whatever has one, on this host. */
const container: Variable = { name: "container", label: "Container", metric: "", multi: false, inner: true };

/** One container in depth. Recorded series have no cluster, so that the host alone narrows the choice. */
export const containerDashboard = dashboard(
  "container",
  "Container",
  {
    description: "What does this container do, and which of its limits does it meet?",
    tags: ["containers", "docker"],
    needs: ["containers"],
    variables: [oneHost("cadvisor"), container],
    links: ["containers", "host", "kubernetes-pods"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      now.containerAgeNow,
      now.containerRestartsNow,
      now.containerHealthNow,
      now.containerCpuNow,
      now.containerMemoryNow,
      now.containerThrottledNow,
    ),
    row("Does it run?", use.containerAges, now.containerRestarts, now.containerHealth),
    row("What does it use?", use.containerCpu, use.containerMemory, use.containerTraffic),
    row(
      "Which limit does it meet?",
      use.containerMemoryOfLimit,
      use.containerThrottled,
      use.containerCpuOfLimit,
    ),
    closedRow(
      "Is it short of memory or CPU, or does it leak?",
      use.containerMemoryShare,
      use.containerMemoryKinds,
      use.containerMemoryPredicted,
      use.containerMemoryLimitHits,
      use.containerMemoryStalled,
      use.containerCpuWaiting,
    ),
    closedRow(
      "Disks and networks",
      use.containerDiskRead,
      use.containerDiskWritten,
      use.containerDiskStalled,
      use.containerPacketsLost,
    ),
    closedRow(
      "Containers of this name in pods",
      pods.podContainerCpu,
      pods.podContainerMemory,
      pods.podContainerThrottled,
      pods.podContainerMemoryOfLimit,
      pods.podContainerCpuOfLimit,
      pods.podContainerRestarts,
    ),
    closedRow("Is it the host?", cpuBusyOverTime, memoryUsedOverTime, pressures, diskBusy),
    closedRow("Logs", hostLogLines),
  ],
);
