import { selectors, type Promql } from "../signals/promql";
import { recordingsRead } from "./reads";
import { type Alert, type Recording, type Rules } from "./rule";

/**
 * A group of one alert and the recording rules that it reads, directly or through others, in the order in which they are
 * evaluated. Throws an Error for a recorded series that no group records.
 */
export function alone(alert: Alert, all: readonly Rules[]): Rules {
  const who = `${alert.file}: alert ${alert.name}`;
  return { name: alert.name, recordings: recordingsBehind(alert.expr(), all, who), alerts: [alert] };
}

/** The recording rules of other groups that those of a group read. */
export function recordingsBefore(group: Rules, all: readonly Rules[]): readonly Recording[] {
  const found = group.recordings.flatMap(({ record, expr }) => recordingsBehind(expr(), all, record));
  return [...new Set(found)].filter((recording) => !group.recordings.includes(recording));
}

function recordingsBehind(expr: Promql, all: readonly Rules[], who: string): readonly Recording[] {
  const recordings = all.flatMap((rules) => rules.recordings);
  const known = new Set(recordings.map(({ record }) => record));
  const found = recordingsRead([expr], recordings);
  for (const { metric } of [expr, ...found.map((each) => each.expr())].flatMap(selectors))
    if (metric?.includes(":") === true && !known.has(metric))
      throw new Error(`${who} reads ${metric}, which no rule records`);
  return found;
}
