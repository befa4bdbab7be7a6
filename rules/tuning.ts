import { thresholdProblems } from "./alert";
import { type Alert, type Tuning } from "./rule";

/** Tunings by alert name, as `alerts:` in a stack file. */
export type Tunings = Readonly<Record<string, Tuning>>;

/** An alert as a stack wants it. `threshold` is the one in force. */
export type TunedAlert = Alert & { readonly enabled: boolean };

/**
 * Applies what a stack file says of an alert. Throws an Error for a threshold that the alert does not have or that its
 * signal cannot reach; `tuningProblems` finds the same without throwing.
 */
export function tune(alert: Alert, tuning: Tuning = {}): TunedAlert {
  const problems = tuningProblems(alert, tuning);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { threshold = alert.threshold?.value } = tuning;
  return {
    ...alert,
    ...(alert.threshold === undefined || threshold === undefined
      ? {}
      : {
          threshold: { ...alert.threshold, value: threshold },
          expr: (value = threshold) => alert.expr(value),
        }),
    for: tuning.for ?? alert.for,
    keepFiringFor: tuning.keepFiringFor ?? alert.keepFiringFor,
    severity: tuning.severity ?? alert.severity,
    enabled: tuning.enabled ?? true,
  };
}

/** What is wrong with a tuning of an alert, a sentence each. */
export function tuningProblems(alert: Alert, tuning: Tuning): readonly string[] {
  if (tuning.threshold === undefined) return [];
  if (alert.threshold === undefined || alert.signal === undefined)
    return [
      `alerts.${alert.name}.threshold: ${alert.name} has no threshold. It takes for, keepFiringFor, severity and enabled.`,
    ];
  return thresholdProblems(alert.signal, tuning.threshold).map(
    (problem) => `alerts.${alert.name}.threshold: ${problem}.`,
  );
}
