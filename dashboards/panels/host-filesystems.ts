/** Filesystems of a host: how full, how fast, and whether they work. */
import { HostFilesystemFull, HostInodesLow } from "../../rules/filesystem-states";
import {
  HostFilesystemFillingFast,
  HostFilesystemFullSoon,
  HostInodesFilling,
} from "../../rules/filesystem-trends";
import { HostFilesystemFilling } from "../../rules/host";
import * as files from "../../signals/filesystems";
import { stateTimeline, table, timeseries } from "../model/panel";
import { notScraped } from "./host-words";

export const filesystemsUsed = timeseries(files.filesystemUsed, {
  title: "Filesystems used over time",
  line: [HostFilesystemFilling, HostFilesystemFillingFast, HostFilesystemFull],
  why: "The slope tells how long there is before it is full.",
  act: "Delete or move what is not needed, or enlarge the filesystem.",
  noValue: notScraped,
});

export const filesystemTable = table(
  [files.filesystemUsed, files.filesystemAvailable, files.filesystemPredicted, files.inodesUsed],
  {
    title: "Filesystems, fullest first",
    line: [HostFilesystemFilling, HostInodesLow],
    columns: { mountpoint: { title: "Mounted on" }, device: {} },
    why: "Shows what is full, how much is left, and what will be left tomorrow. A filesystem can also run out of inodes.",
    act: "Take the first line first. Many small files use up inodes before space.",
    noValue: notScraped,
  },
);

export const inodesUsed = timeseries(files.inodesUsed, {
  title: "Inodes used over time",
  line: [HostInodesLow, HostInodesFilling],
  why: "Without inodes no file can be made, however much space there is.",
  act: "Find the folder with very many small files.",
  noValue: "No filesystem has a fixed number of inodes",
});

export const filesystemTimeLeft = timeseries(files.filesystemTimeLeft, {
  line: HostFilesystemFullSoon,
  why: "Tells how long there is to order a disk or to clear up.",
  act: "Take the lowest line first.",
  noValue: "No filesystem fills up",
});

export const filesystemsInHours = timeseries([files.filesystemPredictedSoon, files.inodesPredicted], {
  title: "Space in 4 hours, inodes in 24",
  why: "Below 0 it is used up by then.",
  act: "Find what grows and stop it, before others fail.",
  noValue: notScraped,
});

export const filesystemsReadOnly = stateTimeline(files.filesystemReadOnly, {
  states: { 0: { text: "Writable", colour: "good" }, 1: { text: "Read-only", colour: "bad" } },
  why: "A filesystem that becomes read-only had an error.",
  act: "Read the kernel's log, and save what is on it before you repair it.",
  noValue: notScraped,
});

export const filesystemsAlwaysReadOnly = stateTimeline(files.filesystemWasReadOnly, {
  states: {
    0: { text: "Writable within a day", colour: "good" },
    1: { text: "Always read-only", colour: "neutral" },
  },
  why: "Images and media are always read-only; that is no fault.",
  act: "Nothing, unless it should be writable.",
  noValue: notScraped,
});

export const filesystemsSilent = stateTimeline(files.filesystemError, {
  states: { 0: { text: "Answers", colour: "good" }, 1: { text: "No answer", colour: "bad" } },
  why: "What does not answer makes programs hang.",
  act: "Look whether the server of a network filesystem is there.",
  noValue: notScraped,
});
