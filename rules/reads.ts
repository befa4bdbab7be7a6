import { selectors, type Promql } from "../signals/promql";
import { type Recording } from "./rule";

/** The recording rules that expressions read, directly or through others, in the order in which they are evaluated. */
export function recordingsRead(exprs: readonly Promql[], all: readonly Recording[]): readonly Recording[] {
  const found = new Set<Recording>();
  const read = (expr: Promql): void => {
    const names = new Set(selectors(expr).map(({ metric }) => metric));
    for (const recording of all) {
      if (!names.has(recording.record) || found.has(recording)) continue;
      read(recording.expr());
      found.add(recording);
    }
  };
  exprs.forEach(read);
  return [...found];
}
