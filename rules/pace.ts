import { toSeconds } from "./duration";
import { recordingsRead } from "./reads";
import { type Alert, type Rules } from "./rule";

/** How often rules are evaluated that have time, in seconds. */
export const unhurriedSeconds = 30;

/** An alert that waits at least so long loses nothing by being evaluated every 30 s, in seconds. */
const patience = 120;

/** How a part of a group is called that has time. */
const suffix = "unhurried";

/**
 * A group as one whose alerts are told within a minute, and one whose alerts wait for minutes anyway and whose recording
 * rules nobody waits for. Evaluating everything every few seconds would cost several times as much and tell nothing
 * sooner. A group with an interval of its own stays whole.
 */
export function paced(rules: Rules, evaluationSeconds: number): readonly Rules[] {
  if (rules.interval !== undefined || evaluationSeconds >= unhurriedSeconds) return [rules];
  const urgent = rules.alerts.filter((alert) => !hasTime(alert));
  const waitedFor = new Set(
    recordingsRead(
      urgent.map((alert) => alert.expr()),
      rules.recordings,
    ),
  );
  const split = (first: boolean): Rules => ({
    ...rules,
    recordings: rules.recordings.filter((recording) => waitedFor.has(recording) === first),
    alerts: rules.alerts.filter((alert) => hasTime(alert) !== first),
  });
  const later: Rules = {
    ...split(false),
    name: `${rules.name}-${suffix}`,
    interval: `${unhurriedSeconds}s`,
  };
  return [split(true), later].filter(({ alerts, recordings }) => alerts.length + recordings.length > 0);
}

function hasTime({ for: wait, kind }: Alert): boolean {
  return kind === "trend" || toSeconds(wait) >= patience;
}
