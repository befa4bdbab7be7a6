/** All hosts in six numbers, in a table, and where they differ from each other. */
import { HostLoadHigh } from "../../rules/cpu";
import { HostCpuSaturated, HostFilesystemFilling, HostMemoryLow } from "../../rules/host";
import { HostKernelsDiffer } from "../../rules/host-start";
import { HostMemoryExhausted } from "../../rules/memory";
import { firstFullOfAll, firstFullOfHosts } from "../../signals/capacity";
import { highest } from "../../signals/highest";
import { uptime } from "../../signals/host";
import * as hosts from "../../signals/hosts";
import { kernelReleases } from "../../signals/kernel";
import { stat, stateTimeline, table, timeseries } from "../model/panel";
import { noPressure, notScraped, toHost, young } from "./host-words";

const drill = [toHost];

export const hostsSilent = stat(hosts.hostsSilent, {
  badFrom: 1,
  why: "Of a host that does not answer nothing is known: its alerts are blind.",
  act: "Find it in the row of presence. Try ssh; if that works, start its node exporter.",
  noValue: notScraped,
});

export const hostsWithAlerts = stat(hosts.hostsWithAlerts, {
  badFrom: 1,
  why: "Several hosts that become ill at once have one cause, most likely: a switch, a release, a time.",
  act: "The table below has them on top; a click leads to the host.",
  noValue: notScraped,
});

export const busiestHost = stat(hosts.busiestHost, {
  line: HostCpuSaturated,
  why: "One host that works while others rest points to how work is divided.",
  act: "See in the table which one it is, and compare it with its like.",
  noValue: notScraped,
});

export const fullestMemory = stat(hosts.fullestMemory, {
  line: [HostMemoryLow, HostMemoryExhausted],
  why: "The host with the least memory left is the first on which the kernel ends processes.",
  act: "Open it from the table, and see which process holds the memory.",
  noValue: notScraped,
});

export const fullestDisk = stat(hosts.fullestDisk, {
  line: HostFilesystemFilling,
  why: "One full filesystem can stop a database that all others need.",
  act: "Open the page of storage: its table names the filesystem, and says how long it will last.",
  noValue: notScraped,
});

export const nextFull = stat(firstFullOfAll, {
  why: "This is the time that is left to order disks or to clear up, on whatever host is first.",
  act: "Less than a week is work for today. The page of capacity says which filesystem it is.",
  noValue: "No filesystem fills up, or a week of values is not there yet",
});

export const hostTable = table(
  [
    hosts.alertsOfHosts,
    hosts.cpuBusyOfHosts,
    hosts.loadOfHosts,
    hosts.pressureOfHosts,
    hosts.memoryUsedOfHosts,
    hosts.fullestOfHosts,
    firstFullOfHosts,
    hosts.oomKillsOfHosts,
    hosts.networkErrorsOfHosts,
    uptime,
  ],
  {
    title: "Hosts, those with alerts first",
    height: 12,
    line: [HostCpuSaturated, HostLoadHigh, HostMemoryLow, HostFilesystemFilling],
    columns: { instance: { title: "Host" } },
    sortBy: "Alerts of a host",
    drill,
    why: "One line for each host: use, what waits, errors, and the time until a filesystem is full.",
    act: "Click on a host to see it in depth. A column sorts by a click on its head.",
    noValue: notScraped,
  },
);

export const hostsCpu = timeseries(highest(hosts.cpuBusyOfHosts), {
  title: "Hosts with the busiest CPUs",
  line: HostCpuSaturated,
  drill,
  why: "A host that leaves the crowd at one moment was given something that the others were not.",
  act: "Compare the moment with releases, and with the jobs that run at that hour.",
  noValue: notScraped,
});

export const hostsMemory = timeseries(highest(hosts.memoryUsedOfHosts), {
  title: "Hosts with the least memory left",
  line: [HostMemoryLow, HostMemoryExhausted],
  drill,
  why: "Lines that rise side by side are one program that leaks on all of them.",
  act: "Open one of them, and look for the group of processes that grows at the same pace.",
  noValue: notScraped,
});

export const hostsPressure = timeseries(highest(hosts.pressureOfHosts), {
  title: "Hosts with the most pressure",
  drill,
  why: "Tells a host that is busy and well from one on which work is late.",
  act: "Open the host: its row of pressure says whether CPU, memory or a disk is short.",
  noValue: noPressure,
});

export const hostsFullest = timeseries(highest(hosts.fullestOfHosts), {
  title: "Hosts with the fullest filesystems",
  line: HostFilesystemFilling,
  drill,
  why: "A steep line is a log or a dump, a slow one is data.",
  act: "Stop what makes the steep one before you clear up after it.",
  noValue: notScraped,
});

export const hostsPressureCpu = timeseries(highest(hosts.pressureCpuOfHosts), {
  title: "CPU pressure, highest hosts",
  drill,
  why: "Tasks that are ready and get no CPU are answers that come later.",
  act: "Move work away from the first of them.",
  noValue: noPressure,
});

export const hostsPressureMemory = timeseries(highest(hosts.pressureMemoryOfHosts), {
  title: "Memory pressure, highest hosts",
  drill,
  why: "Programs on these hosts wait until memory is freed for them, long before any is killed.",
  act: "See on the page of the host whether it swaps, and what grew.",
  noValue: noPressure,
});

export const hostsPressureIo = timeseries(highest(hosts.pressureIoOfHosts), {
  title: "Disk pressure, highest hosts",
  drill,
  why: "Work on these hosts waits for storage. Several at once share a storage that is slow.",
  act: "Compare the times of their disks on the page of storage.",
  noValue: noPressure,
});

export const hostsLoad = timeseries(highest(hosts.loadOfHosts), {
  title: "Load per CPU, highest hosts",
  line: HostLoadHigh,
  drill,
  why: "Hosts of the same work should be loaded alike.",
  act: "If one is not, look at the load balancer before you look at the host.",
  noValue: notScraped,
});

export const hostsOomKills = timeseries(highest(hosts.oomKillsOfHosts), {
  title: "Hosts on which the kernel killed for memory",
  drill,
  why: "Each of these was a program that somebody used.",
  act: "Read the kernel's log of the host for its name, and give it a limit or the host more memory.",
  noValue: young,
});

export const hostsPresent = stateTimeline(hosts.hostAnswers, {
  title: "Which hosts answer",
  width: 24,
  height: 12,
  drill,
  states: { 0: { text: "No answer", colour: "bad" }, 1: { text: "Answers", colour: "good" } },
  why: "Hosts that fell silent at one moment share a rack, a switch or a hypervisor.",
  act: "Choose fewer hosts above where the list is long.",
  noValue: notScraped,
});

export const hostsAnswering = timeseries(hosts.hostsAnswering, {
  width: 12,
  why: "A step is a host that came or went; nobody may have told you.",
  act: "If hosts went that should be there, look for them in the list below.",
  noValue: notScraped,
});

export const kernelReleasesOfHosts = stat(kernelReleases, {
  width: 12,
  height: 8,
  line: HostKernelsDiffer,
  why: "Hosts that should be alike had different updates.",
  act: "Restart the hosts that are behind.",
  noValue: notScraped,
});
