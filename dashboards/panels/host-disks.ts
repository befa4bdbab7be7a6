/** Disks of a host: what they have to do, and how long their requests take. */
import {
  HostDiskPressure,
  HostDiskReadsSlow,
  HostDiskSaturated,
  HostDiskWritesSlow,
} from "../../rules/disk-io";
import * as io from "../../signals/disk-io";
import * as disks from "../../signals/filesystems";
import { timeseries } from "../model/panel";
import { noPressure, notScraped } from "./host-words";

export const diskThroughput = timeseries(disks.diskRead, {
  title: "Disk reads and writes",
  mirrored: disks.diskWritten,
  why: "Shows what keeps the disk busy: reads are above the line, writes below.",
  act: "Find the process in the row of processes, and see in the row of disks whether requests wait.",
  noValue: notScraped,
});

export const diskQueue = timeseries(io.diskQueue, {
  line: HostDiskSaturated,
  why: "A long queue on a disk that never rests means that it gets too much work.",
  act: "Find who makes the requests.",
  noValue: notScraped,
});

export const diskRequests = timeseries(io.diskReadRequests, {
  title: "Requests read and written",
  mirrored: io.diskWriteRequests,
  why: "More requests explain longer times; the same number does not.",
  act: "With the same requests and longer times, suspect the disk.",
  noValue: notScraped,
});

export const diskStalls = timeseries(io.ioStalled, {
  line: HostDiskPressure,
  why: "In that time every task waited for a disk at once, and nothing moved.",
  act: "Take load off the disk with the longest queue.",
  noValue: noPressure,
});

export const diskBusy = timeseries(disks.diskBusy, {
  why: "A disk that is always busy makes everyone wait who needs it.",
  act: "Move work to another disk, or to another time.",
  noValue: notScraped,
});

export const diskTimes = timeseries([disks.diskReadTime, disks.diskWriteTime], {
  title: "Time for a read and a write",
  line: [HostDiskReadsSlow, HostDiskWritesSlow],
  why: "Slow requests are what programs feel, more than a busy disk.",
  act: "If the times grow without more requests, suspect the disk or the storage behind it.",
  noValue: "No requests",
});
