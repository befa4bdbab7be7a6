import { alertNames } from "../rules/catalogue";
import { toSeconds } from "../rules/duration";
import { tune, type TunedAlert } from "../rules/tuning";
import { type Duration } from "../platforms/workload";
import { perWeek } from "../review/replay/budget";
import { budgetLines, overBudget, replayed, ReplayError, type Replayed } from "../review/replay/replay";
import { didYouMean } from "../stacks/mistakes/nearest";
import { UserError } from "./errors";
import { load, type Loaded } from "./load";
import { type Call } from "./main";
import { table } from "./table";

/**
 * Asks a Prometheus what each alert's expression gave in the past, and prints how often the alert would have fired, flapped
 * and for how long, with the numbers of the stack file. Exit code 1 where a severity is over its weekly budget.
 */
export async function run({ positionals, options }: Call): Promise<number> {
  const loaded = load(positionals[0] ?? "local");
  const to = instant(options["to"], "to", 0);
  const from = instant(options["from"], "from", 86_400);
  if (to <= from) throw new UserError("--to is not after --from. Write, for example: --from 7d --to 1d");
  const step = toSeconds(loaded.settings.scrapeInterval);
  const prometheus = String(options["prometheus"] ?? loaded.site.publicUrl("prometheus", "http"));
  const alerts = alertsOf(loaded, options["rules"]);
  const recordings = loaded.stack.rules.flatMap((rules) => rules.recordings);
  const sorted = await asUserError(() => replayed(alerts, recordings, prometheus, { from, to, step }));
  if (options["json"] === true) console.log(JSON.stringify(sorted.map(asJson), null, 2));
  else console.log(text(sorted, to - from));
  return overBudget(sorted, to - from).length === 0 ? 0 : 1;
}

async function asUserError<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof ReplayError ? new UserError(error.message) : error;
  }
}

/** The alerts that are on in the stack, or those that are named: by name, or by a group. */
function alertsOf({ settings, stack }: Loaded, named: unknown): readonly TunedAlert[] {
  const all = stack.rules.flatMap((rules) =>
    rules.alerts
      .filter(({ name }) => name !== "Watchdog")
      .flatMap((alert) =>
        tune(alert, settings.alerts[alert.name], toSeconds(settings.scrapeInterval)).map((tuned) => ({
          group: rules.name,
          alert: tuned,
        })),
      ),
  );
  if (typeof named !== "string") return all.map(({ alert }) => alert).filter(({ enabled }) => enabled);
  const names = named.split(",").map((name) => name.trim());
  const groups = stack.rules.map(({ name }) => name);
  for (const name of names)
    if (!all.some(({ group, alert }) => group === name || alert.name === name))
      throw new UserError(
        alertNames.includes(name)
          ? `${name} is off in the stack ${settings.stack}: ./observatory rules ${settings.stack} says why.`
          : `${name} is neither an alert nor a group of rules.${didYouMean(name, [...alertNames, ...groups])} All of them: ./observatory rules ${settings.stack}`,
      );
  return all
    .filter(({ group, alert }) => names.includes(group) || names.includes(alert.name))
    .map(({ alert }) => alert);
}

/** Seconds since 1970 of a time as people write it: 2026-01-31T12:00:00Z, or 7d for seven days ago. */
function instant(given: unknown, option: string, otherwise: number): number {
  const now = Math.floor(Date.now() / 1000);
  if (typeof given !== "string") return now - otherwise;
  if (/^\d+(ms|s|m|h|d|w|y)$/.test(given)) return now - toSeconds(given as Duration);
  const time = Date.parse(given);
  if (Number.isNaN(time))
    throw new UserError(
      `--${option} ${given} is not a time. Write how long ago, like 7d, or a time like 2026-01-31T12:00:00Z.`,
    );
  return Math.floor(time / 1000);
}

function text(all: readonly Replayed[], seconds: number): string {
  const noisy = all.filter(({ noise }) => noise.fired > 0);
  const rows = noisy.map(({ alert, noise }) => [
    alert.name,
    alert.severity,
    String(noise.series),
    String(noise.fired),
    String(noise.flapped),
    duration(noise.seconds),
    perWeek(noise.fired, seconds).toFixed(1),
  ]);
  return [
    rows.length === 0
      ? "Nothing would have fired."
      : table([["ALERT", "SEVERITY", "SERIES", "FIRED", "FLAPPED", "TIME", "IN A WEEK"], ...rows]),
    `\n${all.length} alerts over ${duration(seconds)}: ${noisy.length} would have fired, ${all.length - noisy.length} not at all`,
    ...budgetLines(all, seconds),
  ].join("\n");
}

function asJson({ alert, noise }: Replayed) {
  return { alert: alert.name, severity: alert.severity, ...noise };
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min`;
  return seconds < 2 * 86_400 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} d`;
}
