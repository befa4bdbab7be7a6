import { type Review } from "../review/compare/compare";
import { perWeek } from "../review/replay/budget";
import { budgetLines, replayed, ReplayError, type Replayed } from "../review/replay/replay";
import { toSeconds } from "../rules/duration";
import { tune } from "../rules/tuning";
import { type Duration } from "../platforms/workload";
import { UserError } from "./errors";
import { load } from "./load";

/** What to replay alerts on. */
export interface Noise {
  /** Address of a Prometheus that has recorded some time. */
  readonly prometheus: string;
  /** How long back, such as "7d". */
  readonly from: Duration;
  /** The stack whose numbers are in force. */
  readonly stack: string;
}

/**
 * How often the alerts that a review names would have fired, as a further section of it; "" where it names none. A
 * severity that would be told more often than people bear is said. Throws a UserError where the Prometheus does not answer.
 */
export async function noiseSection({ changes }: Review, { prometheus, from, stack }: Noise): Promise<string> {
  const named = new Set(
    changes.flatMap(({ subject, text }) => [
      /^alert (\w+)$/.exec(subject)?.[1] ?? "",
      /^is renamed to (\w+)$/.exec(text)?.[1] ?? "",
    ]),
  );
  const { settings, stack: described } = load(stack);
  const step = toSeconds(settings.scrapeInterval);
  const alerts = described.rules
    .flatMap((rules) => rules.alerts)
    .filter(({ name }) => named.has(name))
    .flatMap((alert) => tune(alert, settings.alerts[alert.name], step))
    .filter(({ enabled }) => enabled);
  if (alerts.length === 0) return "";
  const to = Math.floor(Date.now() / 1000);
  const seconds = toSeconds(from);
  try {
    const recordings = described.rules.flatMap((rules) => rules.recordings);
    const all = await replayed(alerts, recordings, prometheus, { from: to - seconds, to, step });
    return `\n### Noise\n\nOn what ${prometheus} recorded in the last ${from}:\n\n${noiseLines(all, seconds).join("\n")}\n`;
  } catch (error) {
    throw error instanceof ReplayError ? new UserError(error.message) : error;
  }
}

/** One line for each alert that would have fired, one for all that would not, and one for each budget that is exceeded. */
export function noiseLines(all: readonly Replayed[], seconds: number): readonly string[] {
  const noisy = all.filter(({ noise }) => noise.fired > 0);
  const still = all.filter(({ noise }) => noise.fired === 0).map(({ alert }) => `\`${alert.name}\``);
  return [
    ...noisy.map(
      ({ alert, noise }) =>
        `- \`${alert.name}\` (${alert.severity}) would have fired ${noise.fired} times, ${perWeek(noise.fired, seconds).toFixed(1)} times in a week, and flapped ${noise.flapped} times`,
    ),
    ...(still.length === 0 ? [] : [`- never: ${[...new Set(still)].sort().join(", ")}`]),
    ...budgetLines(all, seconds).map((line) => `- **${line}**`),
  ];
}
