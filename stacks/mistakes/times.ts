/** Durations that are impossible or harmful. */
import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../../rules/duration";
import { type Mistake, mistake, type Path, pathText } from "../settings-errors";
import { type Draft } from "./given";
import { exampleOf, nodeAt } from "./schema-node";
import { yamlAt } from "./write";

interface Limit {
  readonly at: Path;
  readonly value: Duration | undefined;
  readonly least?: Duration;
  /** Why less is wrong. */
  readonly below?: string;
  readonly most?: Duration;
  /** Why more is wrong. */
  readonly above?: string;
}

/** Prometheus looks back 5 minutes for a sample (query.lookback-delta); two missed in a row must not end a series. */
const scraped = {
  least: "1s",
  below: "more often costs more than it shows",
  most: "2m",
  above:
    "a series ends when it has no sample for 5m, so that two missed ones would already fire false alerts",
} as const satisfies Partial<Limit>;

/** Go's time.Duration, in which every server counts, ends at 292 years. */
const longest = { most: "100y", above: "no server can count that far" } as const satisfies Partial<Limit>;

export function timeMistakes(draft: Draft): Mistake[] {
  return limits(draft).flatMap((limit) => outside(limit, draft));
}

function limits(draft: Draft): Limit[] {
  const {
    scrapeInterval,
    evaluationInterval,
    prometheus,
    alertmanager,
    loki,
    thanos,
    probes = [],
    alerts = {},
  } = draft;
  return [
    { ...scraped, at: ["scrapeInterval"], value: scrapeInterval },
    { ...scraped, at: ["evaluationInterval"], value: evaluationInterval },
    ...probes.map((probe, index): Limit => ({
      ...scraped,
      at: ["probes", index, "interval"],
      value: probe?.interval,
    })),
    {
      ...longest,
      at: ["prometheus", "retention"],
      value: prometheus?.retention,
      least: "2h",
      below: "Prometheus writes blocks of 2h and deletes only whole ones",
    },
    {
      ...longest,
      at: ["alertmanager", "retention"],
      value: alertmanager?.retention,
      least: "24h",
      below: "warnings are repeated every 12h, and who is forgotten before that is told too often",
    },
    {
      ...longest,
      at: ["loki", "retention"],
      value: loki?.retention,
      least: "24h",
      below: "Loki keeps its index by the day",
    },
    ...(["raw", "fiveMinutes", "oneHour"] as const).map((key): Limit => ({
      ...longest,
      at: ["thanos", "retention", key],
      value: thanos?.retention?.[key],
    })),
    ...Object.entries(alerts).flatMap(([name, tuning]): Limit[] => [
      ...changeLimits(["alerts", name], tuning, scrapeInterval),
      ...(tuning?.exceptions ?? []).flatMap((exception, index) =>
        changeLimits(["alerts", name, "exceptions", index], exception, scrapeInterval),
      ),
    ]),
  ];
}

type Times =
  { readonly for?: Duration | undefined; readonly keepFiringFor?: Duration | undefined } | undefined;

function changeLimits(at: Path, change: Times, scrapeInterval: Duration = "15s"): Limit[] {
  const value = change?.for;
  const short = {
    least: `${2 * toSeconds(scrapeInterval)}s`,
    below: "with fewer than two scrapes, one late scrape decides; 0s is for an event that needs no time",
  } as const;
  return [
    // 0s is a choice of its own.
    ...(value === undefined || toSeconds(value) === 0
      ? []
      : [{ ...longest, ...short, at: [...at, "for"], value }]),
    { ...longest, at: [...at, "keepFiringFor"], value: change?.keepFiringFor },
  ];
}

function outside({ at, value, least, below, most, above }: Limit, draft: Draft): Mistake[] {
  if (value === undefined) return [];
  const length = toSeconds(value);
  const short = least !== undefined && length < toSeconds(least);
  if (!short && (most === undefined || length <= toSeconds(most))) return [];
  const how = short ? `shorter than ${least}` : `longer than ${most}`;
  const node = nodeAt(at, draft);
  return [
    mistake(
      at,
      `${pathText(at)} is ${value}, ${how}: ${short ? below : above}. Write, for example:`,
      yamlAt(at, node === undefined ? undefined : exampleOf(node), draft),
    ),
  ];
}
