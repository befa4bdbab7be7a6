import { promql } from "./promql";
import { signal, type Signal } from "./signal";

/**
 * The highest of a signal's series at each time, for graphs over all hosts: a thousand lines cannot be read. Limits of alerts of
 * the signal hold for it, too.
 */
export function highest(of: Signal, count = 10): Signal {
  return signal({
    ...of,
    recordingOf: of.recordingOf ?? of,
    meaning: `${of.meaning} The ${count} highest at each time.`,
    value: (s) => promql`topk(${count}, ${of.value(s)})`,
  });
}
