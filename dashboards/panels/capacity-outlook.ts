/** Where the use of filesystems, memory, CPUs and of the monitoring itself leads to. All of it is recorded. */
import { HostFilesystemFilling } from "../../rules/host";
import * as capacity from "../../signals/capacity";
import { highest } from "../../signals/highest";
import { memoryUsedOfHosts } from "../../signals/hosts";
import { receivedLong } from "../../signals/network-summary";
import { diskBusyOfHosts } from "../../signals/storage";
import { stat, table, timeseries } from "../model/panel";
import { notScraped, toHost, young } from "./host-words";

const drill = [toHost];
/** Series of Prometheus belong to its own instance, which is no host. */
const past = ["instance"] as const;
const noPrometheus = "No data: Prometheus does not scrape itself";

export const nextFullLong = stat(capacity.firstFullOfAll, {
  why: "The date until which somebody has to have acted.",
  act: "The first table below names the filesystem.",
  noValue: "No filesystem fills up, or a week of values is not there yet",
});

export const fullInMonth = stat(capacity.filesystemsFullInMonth, {
  badFrom: 1,
  why: "Each of these needs a decision this month: delete, move or enlarge.",
  act: "Go through the first table from the top.",
  noValue: young,
});

export const cpuOfFleet = stat(capacity.cpuOfFleet, {
  sparkline: true,
  why: "The mean says whether the fleet as a whole is too small or too large; single hosts say how work is divided.",
  act: "Above some 60 % there is no room to lose a host in three.",
  noValue: young,
});

export const memoryOfFleet = stat(capacity.memoryOfFleet, {
  sparkline: true,
  why: "Memory cannot be lent: a fleet with room in the mean may have a host without.",
  act: "Read it beside the table of hosts before you buy or give away.",
  noValue: notScraped,
});

export const hostsWithRoom = stat(capacity.hostsWithRoom, {
  why: "Room that is paid for: these hosts could take the work of others.",
  act: "Look at the page of each for its disks and networks, then move work there or make it smaller.",
  noValue: young,
});

export const seriesGrowthNow = stat(capacity.seriesGrowth, {
  past,
  why: "The memory of Prometheus follows its series: at 100 % in a month it needs twice as much in a month.",
  act: "If no hosts were added, look for a label whose values never end, on the page of Prometheus.",
  noValue: noPrometheus,
});

export const filesystemOutlook = table(
  [capacity.filesystemGrowth, capacity.filesystemUsedLong, capacity.filesystemTimeOfHosts],
  {
    title: "Filesystems, the fastest first",
    height: 10,
    line: HostFilesystemFilling,
    columns: { instance: { title: "Host" }, mountpoint: { title: "Mounted on" }, device: {} },
    sortBy: "Filesystem growth in 30 days",
    drill,
    why: "Growth and what is left together give the time: a full disk that rests can wait, a half empty one that fills cannot.",
    act: "Sort by the time, and plan what is below your time of delivery.",
    noValue: young,
  },
);

export const hostOutlook = table(
  [
    capacity.memoryPeakWeek,
    capacity.memoryGrowth,
    capacity.memoryTimeLeft,
    capacity.cpuPeakWeek,
    capacity.cpuGrowth,
    capacity.firstFullOfHosts,
  ],
  {
    title: "Hosts, the fullest memory first",
    height: 10,
    columns: { instance: { title: "Host" } },
    sortBy: "Memory, most of 7 days",
    drill,
    why: "The peak of a week is what a host has to be made for; the growth says until when it suffices.",
    act: "High and growing: more, soon. Low and steady: less, or more work. High and steady is well used.",
    noValue: young,
  },
);

export const filesystemsLong = timeseries(highest(capacity.filesystemUsedLong), {
  title: "Fullest filesystems, over weeks",
  width: 12,
  line: HostFilesystemFilling,
  drill,
  why: "Over a month growth can be told from what comes and goes.",
  act: "Draw the line on to the limit; where a release bent it, ask what it stores.",
  noValue: notScraped,
});

export const inodesLong = timeseries(highest(capacity.inodesUsedLong), {
  title: "Inodes, over weeks",
  width: 12,
  drill,
  why: "The number of inodes is fixed when a filesystem is made: it cannot be raised later.",
  act: "If it grows for weeks, plan a new filesystem with more of them, or fewer files.",
  noValue: "No filesystem has a fixed number of inodes",
});

export const memoryLong = timeseries(highest(memoryUsedOfHosts), {
  title: "Memory, over weeks",
  width: 12,
  drill,
  why: "Steps are releases and new services; a slope is a leak, or caches that have no limit.",
  act: "For a slope open the page of memory, for the job that runs there.",
  noValue: notScraped,
});

export const cpuLong = timeseries(highest(capacity.cpuBusyLong), {
  title: "CPUs of an hour, over weeks",
  width: 12,
  drill,
  why: "The highest hours decide how large a host has to be, not the mean.",
  act: "Spread jobs that start at the same hour before you buy CPUs.",
  noValue: young,
});

export const receivedOverWeeks = timeseries(highest(receivedLong), {
  title: "Received in an hour, over weeks",
  width: 12,
  drill,
  why: "Traffic grows with users and with copies; the two need different answers.",
  act: "Compare with the requests of services over the same weeks.",
  noValue: young,
});

export const disksLong = timeseries(highest(diskBusyOfHosts), {
  title: "Busiest disks, over weeks",
  width: 12,
  drill,
  why: "A disk whose quiet hours vanish has no time left for backups and repairs.",
  act: "Move data to a faster disk while there still are such hours.",
  noValue: notScraped,
});

export const fleetLong = timeseries([capacity.cpuOfFleet, capacity.memoryOfFleet], {
  title: "The fleet as a whole, over weeks",
  width: 12,
  why: "Shows whether the fleet grew as fast as its work.",
  act: "Compare this month with the last before the next budget.",
  noValue: young,
});

export const seriesOverWeeks = timeseries(capacity.seriesLong, {
  title: "Series, over weeks",
  width: 12,
  past,
  why: "Steps are new targets or new labels. A saw is pods that come and go, each with names of its own.",
  act: "Drop what no rule and no panel reads, at the scrape.",
  noValue: noPrometheus,
});

export const metricsOnDisk = timeseries(capacity.metricsOnDiskLong, {
  title: "Metrics on disk, over weeks",
  width: 12,
  past,
  why: "It grows until the retention is reached, then it should be flat.",
  act: "If it still grows then, so do the series; give it disk, or a shorter retention.",
  noValue: noPrometheus,
});

export const busiestHours = timeseries(highest(capacity.cpuPeakWeek), {
  title: "Busiest hour of each week",
  width: 12,
  drill,
  why: "Hosts that stay low here for weeks are too large.",
  act: "The alert HostUnderused says the same of single hosts; the table of hosts has their memory beside it.",
  noValue: young,
});
