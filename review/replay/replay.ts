import { toSeconds } from "../../rules/duration";
import { type Recording, type Severity } from "../../rules/rule";
import { type TunedAlert } from "../../rules/tuning";
import { courses, type Stretch } from "./ask";
import { perWeek, weeklyBudget } from "./budget";
import { firings, noiseOf, type Noise } from "./firings";
import { inlined } from "./inline";

/** An alert and what it would have done. */
export interface Replayed {
  readonly alert: TunedAlert;
  readonly noise: Noise;
}

/** An alert that a Prometheus could not be asked for. */
export class ReplayError extends Error {
  override readonly name = "ReplayError";
}

/**
 * Asks a Prometheus what the alerts' expressions gave in the past, and how often each would have fired; those that fired
 * most come first. Throws a ReplayError that names the alert and the Prometheus.
 */
export async function replayed(
  alerts: readonly TunedAlert[],
  recordings: readonly Recording[],
  prometheus: string,
  stretch: Stretch,
): Promise<readonly Replayed[]> {
  const all: Replayed[] = [];
  // One after the other: a Prometheus has others to serve.
  for (const alert of alerts) all.push({ alert, noise: await noise(alert, recordings, prometheus, stretch) });
  return all.sort((a, b) => b.noise.fired - a.noise.fired || (a.alert.name < b.alert.name ? -1 : 1));
}

async function noise(
  alert: TunedAlert,
  recordings: readonly Recording[],
  prometheus: string,
  stretch: Stretch,
): Promise<Noise> {
  const expr = inlined(alert.expr(), recordings, stretch.step);
  const waits = { for: toSeconds(alert.for), keepFiringFor: toSeconds(alert.keepFiringFor) };
  try {
    const found = await courses(prometheus, expr, stretch);
    return noiseOf(found.flatMap((course) => firings(course, waits, stretch.step)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReplayError(
      `${alert.name} cannot be replayed on ${prometheus}: ${reason}. Name a Prometheus that answers with --prometheus URL.`,
    );
  }
}

/** Severities that would have told people more often than they bear, with their rate per week. */
export function overBudget(
  all: readonly Replayed[],
  seconds: number,
): readonly (readonly [Severity, number])[] {
  // What happened in an hour says little of a week.
  if (seconds < 86_400) return [];
  return (["critical", "warning"] as const).flatMap((severity) => {
    const fired = all
      .filter(({ alert }) => alert.severity === severity)
      .reduce((sum, each) => sum + each.noise.fired, 0);
    const rate = perWeek(fired, seconds);
    return rate > weeklyBudget[severity] ? [[severity, rate] as const] : [];
  });
}

/** "over the budget: …", one line for each severity that is. */
export function budgetLines(all: readonly Replayed[], seconds: number): readonly string[] {
  return overBudget(all, seconds).map(
    ([severity, rate]) =>
      `over the budget: ${severity} alerts would fire ${rate.toFixed(1)} times in a week; ${weeklyBudget[severity]} is what people bear`,
  );
}
