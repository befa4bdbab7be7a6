/** Log lines of a host. */
import { busiestLogFiles, logLines, logVolume } from "../../signals/logs";
import { logs, timeseries } from "../model/panel";

const none = "No log lines of this host";

export const hostLogVolume = timeseries(logVolume, {
  stack: true,
  width: 16,
  why: "A change in the pattern is the quickest way to the time of a fault.",
  act: "Narrow the time to the change, and read the lines below.",
  noValue: none,
});

export const hostLogFiles = timeseries(busiestLogFiles, {
  width: 8,
  why: "A file that grows fast fills the disk and hides the other lines.",
  act: "Lower the log level of the program that writes it, or mend what it complains about.",
  noValue: none,
});

export const hostLogLines = logs(logLines, {
  title: "Log lines of this host",
  height: 12,
  why: "Logs say why, where graphs say that and when.",
  act: "Narrow the time to the fault, and read from the bottom.",
  noValue: none,
});
