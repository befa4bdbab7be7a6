import { type Duration } from "../platforms/workload";
import { everywhere, type Signal } from "../signals/signal";
import { type Recording } from "./rule";

/**
 * Records a signal, so that long ranges of it are cheap. The name is level:metric:operation; the level names the
 * labels that the series have, joined by "_". Throws an Error for another level.
 * `range` is that of the signal's rates. @default "5m"
 */
export function recording(record: string, signal: Signal, range: Duration = "5m"): Recording {
  const [level] = /^[a-z_]+:[a-z0-9_]+:[a-z0-9_]+$/.exec(record)?.[0].split(":") ?? [];
  const expected = signal.by.join("_");
  if (level !== expected)
    throw new Error(
      `${record} is not named level:metric:operation with the level of its series. Begin it with ${expected}:`,
    );
  return { record, expr: signal.value(everywhere(range)) };
}
