import { selectors } from "../signals/promql";
import { type Alert, type Recording, type Rules } from "./rule";

/**
 * A group of one alert and the recording rules that it reads, directly or through others, in the order in which they are
 * evaluated. Throws an Error for a recorded series that no group records.
 */
export function alone(alert: Alert, all: readonly Rules[]): Rules {
  const recordings = all.flatMap((rules) => rules.recordings);
  const needed = new Set<Recording>();
  const need = (expr: ReturnType<Alert["expr"]>): void => {
    for (const { metric } of selectors(expr)) {
      if (metric?.includes(":") !== true) continue;
      const found = recordings.filter(({ record }) => record === metric);
      if (found.length === 0)
        throw new Error(`${alert.file}: alert ${alert.name} reads ${metric}, which no rule records`);
      for (const recording of found) {
        if (needed.has(recording)) continue;
        need(recording.expr());
        needed.add(recording);
      }
    }
  };
  need(alert.expr());
  return { name: alert.name, recordings: [...needed], alerts: [alert] };
}
