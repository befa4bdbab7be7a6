import { type Duration } from "../platforms/workload";
import { type Promql } from "../signals/promql";
import { everywhere, type Scope, type Signal } from "../signals/signal";
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
  return recorded(record, (scope) => signal.value(scope), range);
}

/**
 * Records an expression that is no signal of its own: a part of several, or something that only rules read. The caller sees
 * to it that its level names its labels.
 */
export function recorded(
  record: string,
  expr: (scope: Scope) => Promql,
  range: Duration = "5m",
  labels?: Recording["labels"],
): Recording {
  return {
    record,
    expr: (inForce = {}) => expr(everywhere(range, inForce)),
    ...(labels === undefined ? {} : { labels }),
  };
}
