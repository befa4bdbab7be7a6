import { HostTcpRetransmits } from "../rules/connections";
import { HostCpuPressure, HostLoadHigh } from "../rules/cpu";
import { HostDiskReadsSlow, HostDiskWritesSlow } from "../rules/disk-io";
import { HostFilesystemFull, HostInodesLow } from "../rules/filesystem-states";
import { HostFilesystemFillingFast } from "../rules/filesystem-trends";
import { HostCpuSaturated, HostFilesystemFilling, HostMemoryLow } from "../rules/host";
import { HostFileDescriptorsExhausted, HostFileDescriptorsLow, HostTasksBlocked } from "../rules/kernel";
import { HostMemoryExhausted, HostMemoryPressure, HostSwapFull } from "../rules/memory";
import {
  diskBusy,
  diskRead,
  diskReadTime,
  diskWriteTime,
  diskWritten,
  filesystemAvailable,
  filesystemPredicted,
  filesystemUsed,
  fullestFilesystem,
  inodesUsed,
} from "../signals/filesystems";
import * as hosts from "../signals/host";
import { busiestLogFiles, logLines, logVolume } from "../signals/logs";
import {
  networkDrops,
  networkErrors,
  networkReceived,
  networkSent,
  tcpConnections,
  tcpRetransmitted,
} from "../signals/network";
import { processAge, processCount, processCpu, processMemory } from "../signals/processes";
import { firingAlerts } from "../signals/prometheus";
import { clockRow, filesystemRow, kernelRow, memoryRow, processorRow } from "./host-rows";
import { connectionRow, diskRow, linkRow, lossRow } from "./host-rows-io";
import { closedRow, dashboard, row } from "./model/dashboard";
import { logs, stat, table, timeseries } from "./model/panel";
import { cluster, oneHost } from "./model/variables";

const notScraped = "No data: the node exporter of this host is not scraped";
const noPressure = "No data: the kernel does not account for pressure";

/** One machine in depth, by use, saturation and errors of each of its resources. */
export const host = dashboard(
  "host",
  "Host",
  {
    description: "What does this machine do, and which of its resources is short?",
    tags: ["host"],
    variables: [cluster, oneHost("node")],
    links: ["overview", "hardware", "stack"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      stat(firingAlerts, {
        title: "Alerts of this host",
        badFrom: 1,
        why: "Each firing alert is something that somebody decided has to be looked at.",
        act: "Open the overview for their names and what to do.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(hosts.cpuBusy, {
        line: HostCpuSaturated,
        why: "Without idle CPUs, programs wait for their turn.",
        act: "See below what the time goes to, and in the row of processes who takes it.",
        noValue: notScraped,
      }),
      stat(hosts.memoryUsed, {
        line: [HostMemoryLow, HostMemoryExhausted],
        why: "When memory runs out, the kernel ends processes.",
        act: "See in the row of processes who holds it.",
        noValue: notScraped,
      }),
      stat(fullestFilesystem, {
        why: "Programs that write to a full filesystem fail.",
        act: "See in the table of filesystems which one it is, and how fast it fills.",
        noValue: notScraped,
      }),
      stat(hosts.loadPerCpu, {
        decimals: 2,
        line: HostLoadHigh,
        why: "Above 1 for long, work arrives faster than it is done.",
        act: "Compare with CPU busy: a high load with idle CPUs waits for disks.",
        noValue: notScraped,
      }),
      stat(hosts.uptime, {
        why: "A short uptime that nobody planned is a crash or a power failure.",
        act: "If nobody restarted the host, read its log from before the start.",
        noValue: notScraped,
      }),
    ),
    row(
      "Processors and memory",
      timeseries(hosts.cpuBusy, {
        title: "CPU busy over time",
        line: HostCpuSaturated,
        why: "Shows whether the host is short of CPU, and since when.",
        act: "Move work to another host, give this one more CPUs, or make the busiest process need less.",
        noValue: notScraped,
      }),
      timeseries(hosts.cpuByMode, {
        stack: true,
        why: "The mode tells the cause: user is programs, system the kernel, iowait disks, steal the hypervisor.",
        act: "For iowait look at the disks, for steal talk to whoever runs the hypervisor, for user look at the processes.",
        noValue: notScraped,
      }),
      timeseries(hosts.memoryUsed, {
        title: "Memory used over time",
        line: [HostMemoryLow, HostMemoryExhausted],
        why: "A line that only rises is a leak; it ends in a process that the kernel kills.",
        act: "Find the process that grows in the row of processes, restart it in time, and have the leak mended.",
        noValue: notScraped,
      }),
      timeseries([hosts.memoryAvailable, hosts.memoryCached], {
        title: "Memory available and in caches",
        why: "Caches shrink before anything breaks: disks then get busier, and the host slower.",
        act: "If both shrink, the host needs more memory or less work.",
        noValue: notScraped,
      }),
    ),
    row(
      "Disks and network",
      timeseries(filesystemUsed, {
        title: "Filesystems used over time",
        line: [HostFilesystemFilling, HostFilesystemFillingFast, HostFilesystemFull],
        why: "The slope tells how long there is before it is full.",
        act: "Delete or move what is not needed, or enlarge the filesystem.",
        noValue: notScraped,
      }),
      timeseries(diskRead, {
        title: "Disk reads and writes",
        mirrored: diskWritten,
        why: "Shows who keeps the disk busy: reads are above the line, writes below.",
        act: "Find the process in the row of processes, and see in the row of disks whether requests wait.",
        noValue: notScraped,
      }),
      timeseries(networkReceived, {
        title: "Network traffic",
        mirrored: networkSent,
        why: "Received is above the line, sent below. A flat top is a line that is full.",
        act: "Compare with the speed of the interface, and look for drops in the row of the network.",
        noValue: notScraped,
      }),
      table([filesystemUsed, filesystemAvailable, filesystemPredicted, inodesUsed], {
        title: "Filesystems, fullest first",
        line: [HostFilesystemFilling, HostInodesLow],
        columns: { mountpoint: { title: "Mounted on" }, device: {} },
        why: "Shows what is full, how much is left, and what will be left tomorrow. A filesystem can also run out of inodes.",
        act: "Take the first line first. Many small files use up inodes before space.",
        noValue: notScraped,
      }),
    ),
    processorRow,
    memoryRow,
    closedRow(
      "Pressure and kernel",
      timeseries([hosts.pressureCpu, hosts.pressureMemory, hosts.pressureIo], {
        title: "Pressure",
        line: [HostCpuPressure, HostMemoryPressure],
        why: "Pressure is the time that work lost because something was short: the best measure of saturation.",
        act: "Relieve the resource with the highest line; the others often follow from it.",
        noValue: noPressure,
      }),
      timeseries(hosts.swapUsed, {
        line: HostSwapFull,
        why: "Swap that is used and keeps changing makes everything slow.",
        act: "Find out what took the memory.",
        noValue: "This host has no swap",
      }),
      timeseries(hosts.oomKills, {
        why: "The kernel ended a process because there was no memory left for it.",
        act: "Look for the name of the process in the log of the kernel. Give it a limit, or the host more memory.",
        noValue: notScraped,
      }),
      timeseries(hosts.tasksBlocked, {
        line: HostTasksBlocked,
        why: "Tasks that wait for a disk or a network filesystem cannot even be ended.",
        act: "Look at the disks, and at the servers of mounted network filesystems.",
        noValue: notScraped,
      }),
      timeseries(hosts.fileDescriptors, {
        line: [HostFileDescriptorsLow, HostFileDescriptorsExhausted],
        why: "At 100 % no program can open a file or a connection.",
        act: "Find the process that leaves files open.",
        noValue: notScraped,
      }),
      timeseries(hosts.contextSwitches, {
        why: "A jump without more work means programs that get in each other's way.",
        act: "Look for a change in the number of processes or threads.",
        noValue: notScraped,
      }),
    ),
    kernelRow,
    filesystemRow,
    diskRow,
    closedRow(
      "Disks in depth",
      timeseries(diskBusy, {
        why: "A disk that is always busy makes everyone wait who needs it.",
        act: "Move work to another disk, or to another time.",
        noValue: notScraped,
      }),
      timeseries([diskReadTime, diskWriteTime], {
        title: "Time for a read and a write",
        line: [HostDiskReadsSlow, HostDiskWritesSlow],
        why: "Slow requests are what programs feel, more than a busy disk.",
        act: "If the times grow without more requests, suspect the disk or the storage behind it.",
        noValue: "No requests",
      }),
    ),
    closedRow(
      "Network in depth",
      timeseries([networkErrors, networkDrops], {
        title: "Network errors and drops",
        why: "Lost packets are sent again, and users wait for them.",
        act: "For errors check cable, port and driver; for drops, queues and the load of the CPU that serves them.",
        noValue: notScraped,
      }),
      timeseries(tcpRetransmitted, {
        line: HostTcpRetransmits,
        why: "Packets that had to be sent again were lost somewhere on the way, not always on this host.",
        act: "If the interfaces show no errors and drops, look at the network between.",
        noValue: notScraped,
      }),
      timeseries(tcpConnections, {
        why: "A sudden rise is a flood of clients, or a client that does not close its connections.",
        act: "Find out which port they go to, and who opens them.",
        noValue: notScraped,
      }),
    ),
    linkRow,
    lossRow,
    connectionRow,
    closedRow(
      "Processes",
      timeseries(processCpu, {
        why: "Shows who takes the CPU.",
        act: "Ask whether the work is needed now; else move or limit it.",
        noValue: "No data: the process exporter of this host is not scraped",
      }),
      timeseries(processMemory, {
        why: "Shows who holds the memory, and whether somebody only grows.",
        act: "Restart a process that leaks before the kernel does it, and have it mended.",
        noValue: "No data: the process exporter of this host is not scraped",
      }),
      table([processCount, processAge], {
        title: "Groups of processes",
        sortBy: "Processes",
        columns: { groupname: { title: "Group" } },
        why: "A group without processes is a server that does not run; a young one was restarted.",
        act: "If nobody restarted it, read its log from before its start.",
        noValue: "No data: the process exporter of this host is not scraped",
      }),
    ),
    closedRow(
      "Clock",
      timeseries(hosts.clockOffset, {
        why: "With a wrong clock, certificates look invalid, and samples and log lines lie at the wrong time.",
        act: "Check the time service and the servers that it asks.",
        noValue: notScraped,
      }),
      stat(hosts.clockSynchronised, {
        width: 8,
        height: 8,
        states: {
          0: { text: "Not synchronised", colour: "bad" },
          1: { text: "Synchronised", colour: "good" },
        },
        why: "A clock that follows no time source drifts by seconds a day.",
        act: "Start the time service of the host.",
        noValue: notScraped,
      }),
    ),
    clockRow,
    closedRow(
      "Logs",
      timeseries(logVolume, {
        stack: true,
        width: 16,
        why: "A change in the pattern is the quickest way to the time of a fault.",
        act: "Narrow the time to the change, and read the lines below.",
        noValue: "No log lines of this host",
      }),
      timeseries(busiestLogFiles, {
        width: 8,
        why: "A file that grows fast fills the disk and hides the other lines.",
        act: "Lower the log level of the program that writes it, or mend what it complains about.",
        noValue: "No log lines of this host",
      }),
      logs(logLines, {
        title: "Log lines of this host",
        height: 12,
        why: "Logs say why, where graphs say that and when.",
        act: "Narrow the time to the fault, and read from the bottom.",
        noValue: "No log lines of this host",
      }),
    ),
  ],
);
