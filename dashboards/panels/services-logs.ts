/** Log lines of one service: services write their logs under the name of their job. */
import { errorLines, errorRate, logSignal, logVolume, type LogSignal } from "../../signals/logs";
import { logs, timeseries } from "../model/panel";

/** Instances of a service are no hosts. */
const past = ["instance"] as const;

const anyService = 'service_name=~".+"';

/** Throws an Error where the lines of all services are not asked for in the form that is known here. */
function ofService(of: LogSignal): LogSignal {
  return logSignal({
    ...of,
    lines: (scope) => {
      if (!scope.streams.includes(anyService))
        throw new Error(
          `The panel "${of.title}" is about one service, and ${scope.streams} chooses services already. Take that variable off the dashboard.`,
        );
      return of.lines({ ...scope, streams: scope.streams.replace(anyService, 'service_name="$job"') });
    },
  });
}

export const logErrorRate = timeseries(ofService({ ...errorRate, tone: "error" }), {
  title: "Error lines of the service",
  width: 12,
  past,
  why: "Errors in the log often begin before users get any.",
  act: "Narrow the time to the first step, and read the lines below from there.",
  noValue: "No errors in its log",
});

export const logVolumeByLevel = timeseries(ofService(logVolume), {
  title: "Log lines of the service by level",
  width: 12,
  past,
  stack: true,
  why: "A service that writes nothing stands still; one that writes ten times as much repeats something.",
  act: "If it fell silent, see whether its instances are ready; if it is loud, look which line repeats.",
  noValue: "No log lines: it writes none, or they are not collected",
});

export const logErrorLines = logs(ofService(errorLines), {
  title: "Error lines, newest first",
  height: 12,
  past,
  why: "The first line of a fault names its cause more often than those that follow.",
  act: "Take the trace_id of a line to find all lines of that request.",
  noValue: "No errors in its log",
});
