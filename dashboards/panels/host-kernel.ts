/** Limits of the kernel, tasks that hang, restarts of the host, its clock, and the exporter that tells of all this. */
import { HostClockDiffers, HostClockErrorLarge, HostClockOff } from "../../rules/clock";
import { HostTextFileOld } from "../../rules/host-exporter";
import { HostRebootsRepeatedly } from "../../rules/host-start";
import {
  HostFileDescriptorsExhausted,
  HostFileDescriptorsLow,
  HostTasksBlocked,
  HostTasksNearLimit,
  HostZombies,
} from "../../rules/kernel";
import * as clocks from "../../signals/clock";
import * as hosts from "../../signals/host";
import * as kernel from "../../signals/kernel";
import { stateTimeline, stat, table, timeseries } from "../model/panel";
import { notScraped } from "./host-words";

export const tasksBlocked = timeseries(hosts.tasksBlocked, {
  line: HostTasksBlocked,
  why: "Tasks that wait for a disk or a network filesystem cannot even be ended.",
  act: "Look at the disks, and at the servers of mounted network filesystems.",
  noValue: notScraped,
});

export const fileDescriptorsNow = stat(hosts.fileDescriptors, {
  title: "File descriptors now",
  line: [HostFileDescriptorsLow, HostFileDescriptorsExhausted],
  why: "The limit is of all programs together: the one that leaks stops the others.",
  act: "Find it among the groups of processes by its open files, and restart it.",
  noValue: notScraped,
});

export const tasksUsedNow = stat(kernel.tasksUsed, {
  title: "Processes and threads now",
  line: HostTasksNearLimit,
  why: "At the limit nobody can log in any more, as a login is a process.",
  act: "Keep a shell open, and end the program whose threads grow.",
  noValue: notScraped,
});

export const fileDescriptors = timeseries(hosts.fileDescriptors, {
  line: [HostFileDescriptorsLow, HostFileDescriptorsExhausted],
  why: "At 100 % no program can open a file or a connection.",
  act: "Find the process that leaves files open.",
  noValue: notScraped,
});

export const tasksUsed = timeseries(kernel.tasksUsed, {
  line: HostTasksNearLimit,
  why: "At 100 % no program can start another.",
  act: "Find the program that starts processes or threads without end.",
  noValue: notScraped,
});

export const zombies = timeseries(kernel.zombies, {
  line: HostZombies,
  why: "Their parent does not notice that its children end.",
  act: "Remind or restart the parent.",
  noValue: "No zombies",
});

export const hungTasks = timeseries(kernel.hungTasks, {
  why: "A task that hangs for minutes mostly waits for storage that fails.",
  act: "Read the call trace in the kernel's log.",
  noValue: "The kernel does not count hung tasks",
});

export const reboots = stat(kernel.reboots, {
  line: HostRebootsRepeatedly,
  why: "Several starts within a day are no maintenance.",
  act: "Read how each life of the host ended.",
  noValue: notScraped,
});

export const textFilesUnreadable = stat(kernel.textFileErrors, {
  states: { 0: { text: "Readable", colour: "good" }, 1: { text: "Unreadable", colour: "bad" } },
  why: "What an unreadable file measures is missing.",
  act: "Check the files with promtool.",
  noValue: notScraped,
});

export const textFiles = table(kernel.textFileAge, {
  title: "Text files, oldest first",
  line: HostTextFileOld,
  columns: { file: { title: "File" } },
  width: 24,
  why: "An old file shows values of then as if they were of now.",
  act: "Find out why its script does not run.",
  noValue: "No text files",
});

export const collectors = stateTimeline(kernel.collectorWorks, {
  width: 24,
  states: { 0: { text: "No values", colour: "neutral" }, 1: { text: "Works", colour: "good" } },
  why: "A part that stops leaves alerts without values.",
  act: "Look for what changed when it stopped; parts that never worked have nothing to measure.",
  noValue: notScraped,
});

export const clockOffset = timeseries(hosts.clockOffset, {
  why: "With a wrong clock, certificates look invalid, and tokens are refused.",
  act: "Check the time service and the servers that it asks.",
  noValue: notScraped,
});

export const clockSynchronised = stat(hosts.clockSynchronised, {
  states: {
    0: { text: "Not synchronised", colour: "bad" },
    1: { text: "Synchronised", colour: "good" },
  },
  why: "A clock that follows no time source drifts by seconds a day.",
  act: "Start the time service of the host.",
  noValue: notScraped,
});

export const clockOff = timeseries(clocks.clockOff, {
  line: HostClockOff,
  why: "A wrong clock puts samples and log lines at the wrong time.",
  act: "If it grows evenly, the time service does not correct it; if it jumped, somebody set it.",
  noValue: notScraped,
});

export const clockErrors = timeseries([clocks.clockMaxError, clocks.clockEstimatedError], {
  title: "Largest and estimated error",
  line: HostClockErrorLarge,
  why: "The largest error grows while no time source answers.",
  act: "Look whether the time servers can be reached.",
  noValue: notScraped,
});

export const clockAgainstPrometheus = timeseries(clocks.clockAgainstPrometheus, {
  line: HostClockDiffers,
  why: "Finds clocks that are wrong although their time service is content.",
  act: "If all hosts differ alike, correct the server's clock.",
  noValue: notScraped,
});
