/** Series that recording rules made. */
import { promql } from "./promql";
import { signal, type Scope, type Signal } from "./signal";

/**
 * Selector, with braces, of a recorded series: `level:metric:operation${ofRecorded(s)}`. "" for all of it. A recorded series
 * has the labels of its level only, so that `Scope.any` of a panel, which asks for a cluster, would find none.
 */
export function ofRecorded(scope: Scope): string {
  return scope.alerts === "" ? "" : `{${scope.alerts.replace(/^,\s*/, "")}}`;
}

/**
 * A signal as its recording rule keeps it: the same number, cheap over many targets and long times. `record` is the name
 * of the recorded series. Limits of alerts of the signal hold for it, too.
 */
export function recordedAs(record: string, of: Signal): Signal {
  const labels = of.by.join(", ");
  return signal({
    ...of,
    recordingOf: of,
    value: (s) => promql`max by (${labels}) (${record}${ofRecorded(s)})`,
  });
}
