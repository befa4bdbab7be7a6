/** The memory of a program over hours: does it leak, where, and since when. */
import { highest } from "../../signals/highest";
import { majorFaults as faults } from "../../signals/memory";
import * as leaks from "../../signals/memory-leaks";
import { memoryUsedOfHosts, oomKillsOfHosts, swapUsedOfHosts } from "../../signals/hosts";
import { eventLoopLag, garbageCollection } from "../../signals/services-runtime";
import { serverMemory, serverUptime } from "../../signals/targets";
import { stat, table, timeseries } from "../model/panel";
import { notScraped, toHost, young } from "./host-words";

const none = "No data: this program does not tell of its memory";
const noHeap = "No data: only programs in Go and Node.js tell of their heap";
const noNode = "No data: this is no program for Node.js";

export const residentInAll = stat(leaks.residentInAll, {
  sparkline: true,
  why: "All that the hosts have to give for this job.",
  act: "If it grows with the number of instances, that is no leak.",
  noValue: none,
});

export const largestInstance = stat(leaks.largestInstance, {
  why: "The largest instance is the first to reach a limit.",
  act: "Compare it with the others in the table: one alone has other work, or leaks.",
  noValue: none,
});

export const fastestGrowth = stat(leaks.fastestGrowth, {
  why: "Above 0 for many hours it is a leak, or a cache without a limit.",
  act: "Look at the lowest points below: if these rise, too, nothing is given back.",
  noValue: young,
});

export const restartsOfDay = stat(leaks.restartsInAll, {
  why: "Restarts hide a leak: each begins at a low level again.",
  act: "Ask who restarts it. If nobody does, look for kills by the kernel.",
  noValue: none,
});

export const youngestInstance = stat(leaks.youngestInstance, {
  why: "A program that is some minutes old fills its caches: growth says nothing yet.",
  act: "Wait for some hours of the same load before you judge.",
  noValue: none,
});

export const residentOverTime = timeseries(serverMemory, {
  title: "Resident memory",
  width: 12,
  why: "A leak is a saw: it rises for hours or days, and falls at each restart.",
  act: "Choose a time that holds several restarts: teeth that are alike are a leak, steps are releases.",
  noValue: none,
});

export const residentBounds = timeseries([leaks.residentFloor, leaks.residentCeiling], {
  title: "Lowest and highest of each hour",
  width: 12,
  why: "Work raises the highest, a leak raises the lowest as well.",
  act: "If only the highest rises, look for single large requests; if both do, take two heap dumps an hour apart and compare.",
  noValue: none,
});

export const residentGrowth = timeseries(leaks.residentGrowth, {
  title: "Slope of the resident memory",
  width: 12,
  why: "Caches slow down as they fill. A leak keeps its slope as long as the load is the same.",
  act: "Divide what is left on the host by the slope: these are the hours that remain.",
  noValue: young,
});

export const restartsOverTime = timeseries(leaks.startsOfDay, {
  width: 12,
  why: "Where restarts become more, somebody or something ends the program ever earlier.",
  act: "Compare the times with the kernel's log and with releases.",
  noValue: none,
});

export const heapAgainstResident = timeseries([serverMemory, leaks.heapInUse, leaks.heapReserved], {
  title: "Heap against resident memory",
  width: 12,
  why: "What grows tells where to look: the heap is objects of the program, the rest is buffers, threads and libraries.",
  act: "Heap: take a heap dump. Not the heap: count threads, buffers and mapped files.",
  noValue: none,
});

export const heapOfResident = timeseries(leaks.heapOfResident, {
  width: 12,
  why: "A share that stays the same is an ordinary growth; one that falls is memory that no heap dump will show.",
  act: "When it falls, look at the panels of buffers and of what is outside of the heap.",
  noValue: noHeap,
});

export const heapSlope = timeseries(leaks.heapGrowth, {
  title: "Slope of the heap",
  why: "With the slope of the resident memory it says how much of the growth is objects.",
  act: "If the two are alike, the leak is in the heap.",
  noValue: noHeap,
});

export const outsideHeap = timeseries(leaks.outsideHeap, {
  why: "Native libraries, buffers and stacks grow here, unseen by the runtime.",
  act: "Give the runtime's reserve time to shrink first; then look at native modules and at threads.",
  noValue: noHeap,
});

export const heapSpaces = timeseries(leaks.heapSpaces, {
  stack: true,
  why: "A leak is in the old space. A new space that is always full is many short-lived objects.",
  act: "For the old space compare two heap snapshots; for the new one find what allocates in each request.",
  noValue: noNode,
});

export const externalMemory = timeseries(leaks.externalMemory, {
  why: "Buffers are freed only when the small objects that hold them are collected.",
  act: "Look for streams that nobody reads to their end.",
  noValue: noNode,
});

export const collectionTime = timeseries(garbageCollection, {
  why: "Near the limit of its heap a program collects garbage most of the time, and answers nobody.",
  act: "Raise --max-old-space-size for now, and find the leak.",
  noValue: noNode,
});

export const loopLag = timeseries(eventLoopLag, {
  why: "Long collections stop the event loop: users feel a leak before it ends the program.",
  act: "If the lag follows the heap, it is the collector; if not, some work takes too long at a time.",
  noValue: noNode,
});

export const goroutinesOverTime = timeseries(leaks.routinesAtOnce, {
  why: "Goroutines that only become more hold memory that no collection can free.",
  act: "Compare two profiles of goroutines: /debug/pprof/goroutine?debug=1, where the program offers it.",
  noValue: "No data: this is no program in Go",
});

export const filesOverTime = timeseries(leaks.filesOfProgram, {
  why: "Connections that are never closed leak memory and files at once.",
  act: "If files and memory rise together, look for a client without a time-out.",
  noValue: none,
});

export const virtualOverTime = timeseries(leaks.virtualMemory, {
  why: "It counts only as a trend: threads and mapped files that are never given back.",
  act: "If it rises and the resident memory does not, count threads.",
  noValue: none,
});

export const instanceTable = table(
  [serverMemory, leaks.residentGrowth, leaks.residentInDay, leaks.heapInUse, leaks.startsOfDay, serverUptime],
  {
    title: "Instances, the largest first",
    columns: { instance: {} },
    why: "Instances of one job should be alike. Old and large with a slope is a leak; young and small was one.",
    act: "Restart the one that will be largest tomorrow, at a time of your choice.",
    noValue: none,
  },
);

export const fullestHosts = timeseries(highest(memoryUsedOfHosts), {
  title: "Memory of hosts, the fullest",
  drill: [toHost],
  why: "A leak hurts when its host has nothing left.",
  act: "Open the host on which this program runs.",
  noValue: notScraped,
});

export const faultingHosts = timeseries(highest(faults), {
  title: "Page faults that read a disk, hosts with most",
  drill: [toHost],
  why: "Where memory is short, programs are read from the disk again and again.",
  act: "If they rise with the memory of the program, it takes the memory of the others.",
  noValue: notScraped,
});

export const killingHosts = timeseries(highest(oomKillsOfHosts), {
  title: "Kills for want of memory, by host",
  drill: [toHost],
  why: "A leak that nobody watches ends here.",
  act: "Compare the times with the restarts of the program.",
  noValue: young,
});

export const swappingHosts = timeseries(highest(swapUsedOfHosts), {
  title: "Swap, hosts with most",
  drill: [toHost],
  why: "What leaks is not touched any more, and goes to swap first: swap that fills is a leak that hides.",
  act: "See on the page of its group of processes how much of it is swapped.",
  noValue: "No host has swap",
});
