import {
  ProcessesBlocked,
  ProcessesFilesExhausted,
  ProcessesFilesHigh,
  ProcessesThreadsGrowing,
  ProcessesThreadsMany,
  ProcessesZombies,
} from "../rules/process-limits";
import { ProcessesMemoryHigh, ProcessesMemoryLeak, ProcessesSwapped } from "../rules/process-memory";
import { ProcessesRestarting, ProcessesUnreadable } from "../rules/process-presence";
import {
  ProcessesCpuAtLimit,
  ProcessesCpuHigh,
  ProcessesSwitching,
  ProcessesWritingMuch,
} from "../rules/process-use";
import * as health from "../signals/process-health";
import * as summary from "../signals/process-summary";
import * as processes from "../signals/processes";
import { firingAlerts } from "../signals/prometheus";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, table, timeseries, type Drill } from "./model/panel";
import { cluster, instance } from "./model/variables";

const notScraped = "No data: no process exporter is scraped";
const toHost: Drill = { title: "Open the host", uid: "host", variables: { instance: "instance" } };

/** Groups of processes: which run, what they use, and where they come near to a limit. */
export const processesDashboard = dashboard(
  "processes",
  "Processes",
  {
    description: "Do the processes run that have to, and which of them takes too much?",
    tags: ["processes", "host"],
    variables: [cluster, { ...instance, label: "Host", job: "process" }],
    links: ["host", "overview"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      stat(firingAlerts, {
        title: "Alerts of these hosts",
        badFrom: 1,
        why: "Each firing alert is something that somebody decided has to be looked at.",
        act: "Open the overview for their names and what to do.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(summary.processGroupsGone, {
        why: "A server without a process serves nobody. Short-lived programs are among them where every executable counts.",
        act: "Find it in the table of groups, and start it again.",
        noValue: notScraped,
      }),
      stat(summary.processMostRestarts, {
        why: "A server that is started again and again crashes.",
        act: "See in the row of presence which group it is, and read its log.",
        noValue: notScraped,
      }),
      stat(summary.processLargest, {
        why: "The largest group is the one that the kernel ends first when memory runs out.",
        act: "See below whether it still grows.",
        noValue: notScraped,
      }),
      stat(summary.processMostFiles, {
        why: "At the limit a process can accept no connection.",
        act: "See in the row of limits which group it is.",
        noValue: notScraped,
      }),
      stat(summary.processZombiesInAll, {
        why: "Zombies tell that a parent does not do its duty.",
        act: "See in the row of limits which group they are of.",
        noValue: notScraped,
      }),
    ),
    row(
      "What they use",
      timeseries(processes.processCpu, {
        drill: [toHost],
        why: "Shows who takes the CPU.",
        act: "Ask whether the work is needed now; else move or limit it.",
        noValue: notScraped,
      }),
      timeseries(health.processMemoryOfHost, {
        line: [ProcessesMemoryHigh, ProcessesMemoryLeak],
        why: "A line that only rises is a leak; it ends with a kill by the kernel.",
        act: "Restart it at a time of your choice, and have it mended.",
        noValue: notScraped,
      }),
      timeseries(processes.processRead, {
        title: "Reads of disks",
        why: "Shows who keeps the disks busy with reads.",
        act: "More memory for caches helps most against reads.",
        noValue: notScraped,
      }),
      timeseries(processes.processWritten, {
        title: "Writes to disks",
        line: ProcessesWritingMuch,
        why: "Shows who fills the disks and wears them out.",
        act: "Look for logs, temporary files and dumps of the highest line.",
        noValue: notScraped,
      }),
    ),
    row(
      "Groups",
      table(
        [
          processes.processCount,
          processes.processAge,
          health.processThreads,
          processes.processMemory,
          health.processMemoryPredicted,
          health.processOpenFiles,
          processes.processFiles,
        ],
        {
          title: "Groups of processes",
          sortBy: "Memory of processes",
          columns: { instance: { title: "Host" }, groupname: { title: "Group" } },
          why: "All groups at a glance: one without processes does not run, a young one was restarted.",
          act: "Take the one that differs from the same group on other hosts.",
          noValue: notScraped,
        },
      ),
    ),
    closedRow(
      "Presence",
      timeseries(health.processRestarts, {
        line: ProcessesRestarting,
        why: "Restarts that repeat are a crash that repeats.",
        act: "Read the log from before each start.",
        noValue: notScraped,
      }),
      timeseries(health.processPresent, {
        why: "A step to 0 is a server that ended; a rise without end is a fork without wait.",
        act: "Look at the time of the step for what else changed.",
        noValue: notScraped,
      }),
      timeseries(health.processReadErrors, {
        line: ProcessesUnreadable,
        why: "What cannot be read is missing from all other panels.",
        act: "See whether the exporter has the rights that it needs.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Limits",
      timeseries(processes.processFiles, {
        line: [ProcessesFilesHigh, ProcessesFilesExhausted],
        why: "At 100 % a process can accept no connection and open no file.",
        act: "Raise the limit, or find what leaves files open.",
        noValue: notScraped,
      }),
      timeseries(health.processThreads, {
        title: "Threads over time",
        line: ProcessesThreadsMany,
        why: "Each thread takes memory and a number of the host.",
        act: "Limit the pools, and set time-outs for what they wait for.",
        noValue: notScraped,
      }),
      timeseries(health.processThreadGrowth, {
        line: ProcessesThreadsGrowing,
        why: "Threads that only become more are never ended.",
        act: "Compare stacks of two times: what is in both does not move.",
        noValue: "No data: nothing is known yet of six hours ago",
      }),
      timeseries(health.processZombies, {
        line: ProcessesZombies,
        why: "Zombies use up process numbers.",
        act: "Restart their parent.",
        noValue: notScraped,
      }),
      timeseries(health.processBlocked, {
        line: ProcessesBlocked,
        why: "Who waits for a disk or a network filesystem in this state cannot even be ended.",
        act: "Look at disks, mounts and their servers.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "CPU and memory in depth",
      timeseries(health.processCpuPerThread, {
        line: ProcessesCpuAtLimit,
        why: "A program whose threads all work without a pause cannot do more, however many CPUs are idle.",
        act: "Divide its work among more threads or processes.",
        noValue: notScraped,
      }),
      timeseries(health.processCpuOfHost, {
        line: ProcessesCpuHigh,
        why: "What one group takes is not there for others.",
        act: "Give it a lower weight, or a host of its own.",
        noValue: notScraped,
      }),
      timeseries(health.processSwitches, {
        line: ProcessesSwitching,
        why: "Threads that lose their CPU against their will compete with each other or with others.",
        act: "Make pools about as large as the number of CPUs.",
        noValue: notScraped,
      }),
      timeseries(health.processSwappedShare, {
        line: ProcessesSwapped,
        why: "Memory in swap has to be read back before it can be used.",
        act: "Find out what took the memory.",
        noValue: notScraped,
      }),
      timeseries(health.processSwapped, {
        why: "A small share of a large program may be more than all of a small one.",
        act: "Compare with the page faults beside it: without these it only lies there.",
        noValue: notScraped,
      }),
      timeseries(health.processFaults, {
        why: "Each of these is a wait for the disk in the middle of work.",
        act: "Give the host more memory, or less to do.",
        noValue: notScraped,
      }),
    ),
  ],
);
