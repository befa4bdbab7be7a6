/** Processors of a host: how busy they are, with what, and what keeps them from their work. */
import { HostCpuPressure, HostCpuStolen, HostCpuWaitsForDisk } from "../../rules/cpu";
import { HostContextSwitchesJumped, HostCpuUnusual, HostUnderused } from "../../rules/cpu-trends";
import { HostCpuSaturated } from "../../rules/host";
import { HostMemoryPressure } from "../../rules/memory";
import * as cpu from "../../signals/cpu";
import * as hosts from "../../signals/host";
import { stat, timeseries } from "../model/panel";
import { noPressure, notScraped, young } from "./host-words";

/** Recorded by host, for all clusters. */
const past = ["cluster"] as const;

export const cpuBusyOverTime = timeseries(hosts.cpuBusy, {
  title: "CPU busy over time",
  line: HostCpuSaturated,
  why: "Shows whether the host is short of CPU, and since when.",
  act: "Move work to another host, give this one more CPUs, or make the busiest process need less.",
  noValue: notScraped,
});

export const cpuByMode = timeseries(hosts.cpuByMode, {
  stack: true,
  why: "The mode tells the cause: user is programs, system the kernel, iowait disks, steal the hypervisor.",
  act: "For iowait look at the disks, for steal talk to whoever runs the hypervisor, for user look at the processes.",
  noValue: notScraped,
});

export const cpuLostTime = timeseries([cpu.cpuSteal, cpu.cpuIowait], {
  title: "CPU stolen and waiting",
  line: [HostCpuStolen, HostCpuWaitsForDisk],
  why: "Time that is stolen or spent waiting for disks is lost, however many CPUs there are.",
  act: "For stolen time move the machine; for waiting look at the disks.",
  noValue: notScraped,
});

export const cpuAndLoad = timeseries([hosts.load1, hosts.cpuCount], {
  title: "Tasks at work, and CPUs for them",
  why: "Where the tasks are more than the CPUs, the rest waits for its turn.",
  act: "Short peaks are harmless. If it stays above, see in CPU time by mode whether they compute or wait for a disk.",
  noValue: notScraped,
});

export const cpuBusyHourly = timeseries(cpu.cpuBusyHour, {
  past,
  why: "Hours show the rhythm of days and weeks that minutes hide.",
  act: "Plan work that can wait into the hours with room.",
  noValue: young,
});

export const cpuAgainstLastWeek = timeseries(cpu.cpuBusyGrowth, {
  past,
  line: HostCpuUnusual,
  why: "The same hour of the last week is the fairest thing to compare with.",
  act: "If it works more without more users, look for a new release or a job that hangs.",
  noValue: young,
});

export const contextSwitchesJump = timeseries(cpu.contextSwitchJump, {
  line: HostContextSwitchesJumped,
  why: "A jump without more work means that programs get in each other's way.",
  act: "Find the process with more threads than yesterday.",
  noValue: young,
});

export const contextSwitches = timeseries(hosts.contextSwitches, {
  why: "Many more switches than usual cost time in which no work is done.",
  act: "Look for a change in the number of processes or threads.",
  noValue: notScraped,
});

export const cpuBusiestHour = stat(cpu.cpuBusiestHour, {
  past,
  width: 8,
  height: 8,
  line: HostUnderused,
  why: "A machine that is never busy costs more than it has to.",
  act: "Take a smaller one, or give it more to do.",
  noValue: young,
});

export const pressures = timeseries([hosts.pressureCpu, hosts.pressureMemory, hosts.pressureIo], {
  title: "Pressure",
  line: [HostCpuPressure, HostMemoryPressure],
  why: "Pressure is the time that work lost because something was short: the best measure of saturation.",
  act: "Relieve the resource with the highest line; the others often follow from it.",
  noValue: noPressure,
});
