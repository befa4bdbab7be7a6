/** Rows of the host's page: processors, memory, filesystems, kernel and clock in depth. */
import { HostClockDiffers, HostClockErrorLarge, HostClockOff } from "../rules/clock";
import { HostCpuStolen, HostCpuWaitsForDisk } from "../rules/cpu";
import { HostContextSwitchesJumped, HostCpuUnusual, HostUnderused } from "../rules/cpu-trends";
import { HostInodesLow } from "../rules/filesystem-states";
import { HostFilesystemFullSoon, HostInodesFilling } from "../rules/filesystem-trends";
import { HostTextFileOld } from "../rules/host-exporter";
import { HostRebootsRepeatedly } from "../rules/host-start";
import { HostTasksNearLimit, HostZombies } from "../rules/kernel";
import { HostMajorFaults, HostSwapping } from "../rules/memory";
import { HostMemoryLeaking } from "../rules/memory-trends";
import * as clocks from "../signals/clock";
import * as cpu from "../signals/cpu";
import * as files from "../signals/filesystems";
import * as kernel from "../signals/kernel";
import * as memory from "../signals/memory";
import { closedRow } from "./model/dashboard";
import { stateTimeline, stat, table, timeseries } from "./model/panel";

const notScraped = "No data: the node exporter of this host is not scraped";
const young = "No data: it takes as long as it looks back until there is a value";

export const processorRow = closedRow(
  "Processors in depth",
  timeseries([cpu.cpuSteal, cpu.cpuIowait], {
    title: "CPU stolen and waiting",
    line: [HostCpuStolen, HostCpuWaitsForDisk],
    why: "Time that is stolen or spent waiting for disks is lost, however many CPUs there are.",
    act: "For stolen time move the machine; for waiting look at the disks.",
    noValue: notScraped,
  }),
  timeseries(cpu.cpuBusyHour, {
    past: ["cluster"],
    why: "Hours show the rhythm of days and weeks that minutes hide.",
    act: "Plan work that can wait into the hours with room.",
    noValue: young,
  }),
  timeseries(cpu.cpuBusyGrowth, {
    past: ["cluster"],
    line: HostCpuUnusual,
    why: "The same hour of the last week is the fairest thing to compare with.",
    act: "If it works more without more users, look for a new release or a job that hangs.",
    noValue: young,
  }),
  timeseries(cpu.contextSwitchJump, {
    line: HostContextSwitchesJumped,
    why: "A jump without more work means that programs get in each other's way.",
    act: "Look for what was deployed since yesterday.",
    noValue: young,
  }),
  stat(cpu.cpuBusiestHour, {
    past: ["cluster"],
    width: 8,
    height: 8,
    line: HostUnderused,
    why: "A machine that is never busy costs more than it has to.",
    act: "Take a smaller one, or give it more to do.",
    noValue: young,
  }),
);

export const memoryRow = closedRow(
  "Memory in depth",
  timeseries(memory.pagesSwappedIn, {
    title: "Pages swapped in and out",
    mirrored: memory.pagesSwappedOut,
    line: HostSwapping,
    why: "Pages that come back were needed: in and out at once means that memory is far too small.",
    act: "End or move what takes the memory.",
    noValue: notScraped,
  }),
  timeseries(memory.majorFaults, {
    line: HostMajorFaults,
    why: "Each of them stops a program until a disk has answered.",
    act: "Together with memory pressure it is a shortage; without, it is programs that start or read files.",
    noValue: notScraped,
  }),
  timeseries(memory.memoryStalled, {
    why: "In that time nothing moved at all.",
    act: "Above some per cent, free memory at once.",
    noValue: "No data: the kernel does not account for pressure",
  }),
  timeseries(memory.memoryPredicted, {
    line: HostMemoryLeaking,
    why: "Shows today what will be short tomorrow.",
    act: "Find the group of processes that grows at the same pace.",
    noValue: notScraped,
  }),
  timeseries(memory.memoryLost, {
    why: "A steady loss over hours is a leak; work comes and goes.",
    act: "Look for the process that only grows.",
    noValue: young,
  }),
  timeseries(memory.hugePagesUnused, {
    why: "Nobody else can have this memory.",
    act: "Set fewer huge pages aside, or let the database that they are for use them.",
    noValue: notScraped,
  }),
);

export const filesystemRow = closedRow(
  "Filesystems in depth",
  timeseries(files.inodesUsed, {
    title: "Inodes used over time",
    line: [HostInodesLow, HostInodesFilling],
    why: "Without inodes no file can be made, however much space there is.",
    act: "Find the folder with very many small files.",
    noValue: "No filesystem of this host has a fixed number of inodes",
  }),
  timeseries(files.filesystemTimeLeft, {
    line: HostFilesystemFullSoon,
    why: "Tells how long there is to order a disk or to clear up.",
    act: "Take the lowest line first.",
    noValue: "No filesystem fills up",
  }),
  timeseries([files.filesystemPredictedSoon, files.inodesPredicted], {
    title: "Space in 4 hours, inodes in 24",
    why: "Below 0 it is used up by then.",
    act: "Find what grows and stop it, before others fail.",
    noValue: notScraped,
  }),
  stateTimeline(files.filesystemReadOnly, {
    states: { 0: { text: "Writable", colour: "good" }, 1: { text: "Read-only", colour: "bad" } },
    why: "A filesystem that becomes read-only had an error.",
    act: "Read the kernel's log, and save what is on it before you repair it.",
    noValue: notScraped,
  }),
  stateTimeline(files.filesystemWasReadOnly, {
    states: {
      0: { text: "Writable within a day", colour: "good" },
      1: { text: "Always read-only", colour: "neutral" },
    },
    why: "Images and media are always read-only; that is no fault.",
    act: "Nothing, unless it should be writable.",
    noValue: notScraped,
  }),
  stateTimeline(files.filesystemError, {
    states: { 0: { text: "Answers", colour: "good" }, 1: { text: "No answer", colour: "bad" } },
    why: "What does not answer makes programs hang.",
    act: "Look whether the server of a network filesystem is there.",
    noValue: notScraped,
  }),
);

export const kernelRow = closedRow(
  "Limits, restarts and the exporter",
  timeseries(kernel.tasksUsed, {
    line: HostTasksNearLimit,
    why: "At 100 % no program can start another.",
    act: "Find the program that starts processes or threads without end.",
    noValue: notScraped,
  }),
  timeseries(kernel.zombies, {
    line: HostZombies,
    why: "Their parent does not notice that its children end.",
    act: "Remind or restart the parent.",
    noValue: "No zombies",
  }),
  timeseries(kernel.hungTasks, {
    why: "A task that hangs for minutes mostly waits for storage that fails.",
    act: "Read the call trace in the kernel's log.",
    noValue: "The kernel does not count hung tasks",
  }),
  stat(kernel.reboots, {
    width: 4,
    height: 8,
    line: HostRebootsRepeatedly,
    why: "Several starts within a day are no maintenance.",
    act: "Read how each life of the host ended.",
    noValue: notScraped,
  }),
  stat(kernel.textFileErrors, {
    width: 4,
    height: 8,
    states: { 0: { text: "Readable", colour: "good" }, 1: { text: "Unreadable", colour: "bad" } },
    why: "What an unreadable file measures is missing.",
    act: "Check the files with promtool.",
    noValue: notScraped,
  }),
  table(kernel.textFileAge, {
    title: "Text files, oldest first",
    line: HostTextFileOld,
    columns: { file: { title: "File" } },
    width: 12,
    why: "An old file shows values of then as if they were of now.",
    act: "Find out why its script does not run.",
    noValue: "No text files",
  }),
  stateTimeline(kernel.collectorWorks, {
    states: { 0: { text: "No values", colour: "neutral" }, 1: { text: "Works", colour: "good" } },
    why: "A part that stops leaves alerts without values.",
    act: "Look for what changed when it stopped; parts that never worked have nothing to measure.",
    noValue: notScraped,
  }),
);

export const clockRow = closedRow(
  "Clock in depth",
  timeseries(clocks.clockOff, {
    line: HostClockOff,
    why: "A wrong clock puts samples and log lines at the wrong time.",
    act: "Check the time service and its sources.",
    noValue: notScraped,
  }),
  timeseries([clocks.clockMaxError, clocks.clockEstimatedError], {
    title: "Largest and estimated error",
    line: HostClockErrorLarge,
    why: "The largest error grows while no time source answers.",
    act: "Look whether the time servers can be reached.",
    noValue: notScraped,
  }),
  timeseries(clocks.clockAgainstPrometheus, {
    line: HostClockDiffers,
    why: "Finds clocks that are wrong although their time service is content.",
    act: "If all hosts differ alike, correct the server's clock.",
    noValue: notScraped,
  }),
);
