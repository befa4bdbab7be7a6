/** Panels about errors in logs: how many, of which kinds, which are new. */
import * as errors from "../../signals/log-errors";
import * as volume from "../../signals/log-volume";
import { errorLines, errorVolume } from "../../signals/logs";
import { barGauge, logs, stat, timeseries } from "../model/panel";

const none = "No errors: good";

export const errorsInAll = stat(errors.errorCount, {
  why: "Every error line is something that a program could not do.",
  act: "Begin with the most frequent error below: it is often half of all.",
  noValue: none,
});

export const fatalInAll = stat(errors.fatalCount, {
  badFrom: 1,
  why: "After a fatal line a program mostly ends; somebody's request ended with it.",
  act: "Write fatal|critical into the level above, and read what came before each.",
  noValue: "No fatal lines: good",
});

export const servicesInAll = stat(errors.servicesWithErrors, {
  why: "One service with errors has a fault; all of them together have a common cause.",
  act: "If they are many, look at what they share: the database, the network, the name server.",
  noValue: none,
});

export const kindsInAll = stat(errors.errorPatternCount, {
  why: "Many lines of one kind are one fault. Many kinds at once are a system that falls apart.",
  act: "Read one line of each kind rather than all lines.",
  noValue: none,
});

export const byService = timeseries(errorVolume, {
  width: 12,
  title: "Errors by service",
  why: "The moment at which a line rises leads to the change that caused it.",
  act: "Compare with releases, and with the alerts that are marked in the graph.",
  noValue: none,
});

export const byLevel = timeseries(errors.errorsByLevel, {
  width: 12,
  title: "Errors by level",
  stack: true,
  why: "A few critical lines weigh more than many errors.",
  act: "Look at the times at which the graver level shows.",
  noValue: none,
});

export const patterns = barGauge(errors.errorPatterns, {
  width: 24,
  height: 12,
  why: "Lines that one place of a program printed are one problem, however many there are.",
  act: "Copy a few words of the pattern into the search above to see its lines.",
  noValue: none,
});

export const growing = barGauge(errors.errorsGrowing, {
  width: 12,
  why: "What grew within an hour is what just broke.",
  act: "Choose that service above and look for patterns that are new.",
  noValue: "No service writes more errors than an hour before: good",
});

export const shares = timeseries(volume.errorShare, {
  width: 12,
  title: "Share of lines that are errors, by service",
  why: "Tells a service that fails from one that is only talkative.",
  act: "Look first at a small service whose share rose.",
  noValue: none,
});

export const fresh = barGauge(errors.newErrorPatterns, {
  width: 24,
  height: 12,
  why: "An error that nobody has seen before most likely came with the last change.",
  act: "Look for the release, the configuration or the data that is new since yesterday.",
  noValue: "No errors that were not there a day before, or no logs of that day",
});

export const byHost = timeseries(errors.errorsByHost, {
  width: 24,
  title: "Errors by host",
  why: "Errors of several services on one host point to the host.",
  act: "Open that host and look at its disks, memory and network.",
  noValue: none,
});

export const newest = logs(errorLines, {
  title: "Newest error lines",
  height: 14,
  why: "The line of the first error names the cause more often than those that follow.",
  act: "Narrow the time to when the errors began, and read from the bottom.",
  noValue: none,
});
