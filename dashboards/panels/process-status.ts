/** Groups of processes in six numbers: of all hosts, and of one group. */
import { ProcessesRestarting } from "../../rules/process-presence";
import { ProcessesFilesExhausted, ProcessesFilesHigh } from "../../rules/process-limits";
import { ProcessesMemoryHigh } from "../../rules/process-memory";
import * as health from "../../signals/process-health";
import * as summary from "../../signals/process-summary";
import * as processes from "../../signals/processes";
import { firingAlerts } from "../../signals/prometheus";
import { stat } from "../model/panel";
import { noProcesses } from "./host-words";

export const processAlerts = stat(firingAlerts, {
  title: "Alerts of these hosts",
  badFrom: 1,
  why: "Processes are seldom ill alone: an alert of the host may be the cause of what is seen here.",
  act: "Read their names on the overview, those of the host before those of processes.",
  noValue: "No data: Prometheus does not answer",
});

export const groupsGone = stat(summary.processGroupsGone, {
  why: "A server without a process serves nobody. Short-lived programs are among them where every executable counts.",
  act: "Find it in the table of groups, and start it again.",
  noValue: noProcesses,
});

export const mostRestarts = stat(summary.processMostRestarts, {
  why: "A server that is started again and again crashes.",
  act: "See in the row of presence which group it is, and read its log.",
  noValue: noProcesses,
});

export const largestGroup = stat(summary.processLargest, {
  why: "The largest group is the one that the kernel ends first when memory runs out.",
  act: "Open it from the table, and look at its growth in an hour.",
  noValue: noProcesses,
});

export const mostFiles = stat(summary.processMostFiles, {
  why: "Without a free file descriptor a server refuses its next client.",
  act: "See in the row of limits which group it is.",
  noValue: noProcesses,
});

export const zombiesInAll = stat(summary.processZombiesInAll, {
  why: "Zombies tell that a parent does not do its duty.",
  act: "See in the row of limits which group they are of.",
  noValue: noProcesses,
});

export const groupCountNow = stat(processes.processCount, {
  title: "Processes now",
  why: "Fewer than usual is a part that ended, many more a fork that nobody waits for.",
  act: "Compare with their number over time below.",
  noValue: "No data: no process of this group was ever seen",
});

export const groupAgeNow = stat(processes.processAge, {
  title: "Running for",
  why: "A young process was started anew: what it had in memory is gone.",
  act: "If nobody restarted it, look for a kill by the kernel or a crash in its log.",
  noValue: "None of its processes runs",
});

export const groupRestartsNow = stat(health.processRestarts, {
  title: "Restarts in an hour",
  line: ProcessesRestarting,
  why: "More than one start within an hour is no maintenance.",
  act: "Read how it ended: the last lines before each start, and the kernel's log.",
  noValue: noProcesses,
});

export const groupCpuNow = stat(processes.processCpu, {
  title: "CPU now",
  why: "100 % is one CPU. At a whole number for long, single threads are at their end.",
  act: "See by mode whether it is the program's own work, and take a profile.",
  noValue: noProcesses,
});

export const groupMemoryNow = stat(health.processMemoryOfHost, {
  title: "Memory of the host",
  line: ProcessesMemoryHigh,
  why: "What one group holds is missing for caches and for everybody else.",
  act: "See in the row of memory whether it still grows, and at what pace.",
  noValue: noProcesses,
});

export const groupFilesNow = stat(processes.processFiles, {
  title: "Open files of the limit",
  line: [ProcessesFilesHigh, ProcessesFilesExhausted],
  why: "A process that may open no more files cannot even write its log.",
  act: "Raise LimitNOFILE of its unit, then find out what it leaves open.",
  noValue: noProcesses,
});
