import { selectors, type Promql } from "../signals/promql";
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
  const needed = new Set<Recording>();
  const need = (inner: Promql): void => {
    for (const { metric } of selectors(inner)) {
      if (metric?.includes(":") !== true) continue;
      const found = recordings.filter(({ record }) => record === metric);
      if (found.length === 0) throw new Error(`${who} reads ${metric}, which no rule records`);
      for (const recording of found) {
        if (needed.has(recording)) continue;
        need(recording.expr());
        needed.add(recording);
      }
    }
  };
  need(expr);
  return [...needed];
}
