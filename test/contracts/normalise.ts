import { headLines, parseExposition, type Sample, sampleLine } from "./exposition";

/**
 * Labels whose values are a closed set that the program defines. All other values name a machine, a version, a path
 * or a moment, and become "x".
 */
const closed = [
  "af",
  "collector",
  "device_error",
  "error",
  "integration",
  "iomode",
  "kind",
  "memtype",
  "mode",
  "operation",
  "phase",
  "quantile",
  "reason",
  "severity",
  "slice",
  "state",
  "stage",
  "type",
];

/** What differs for one program. */
export interface Particulars {
  /** Further labels whose values are a closed set. @default none */
  readonly closed?: readonly string[];
  /** Labels that are a closed set elsewhere, and of which no more than some values can be had here. @default none */
  readonly open?: readonly string[];
  /** Samples that Prometheus does not store. @default none */
  readonly without?: (sample: Sample) => boolean;
}

/**
 * An exposition as a contract: names, types, help, labels and the values of closed sets stay; each value becomes 0.
 * Sorted, each series once, so that two captures differ only where the program does.
 */
export function normalise(text: string, { closed: more = [], open = [], without }: Particulars = {}): string {
  const families = [...parseExposition(text)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const labels = [...closed, ...more].filter((label) => !open.includes(label));
  const blocks = families.flatMap(({ samples, ...head }) => {
    const stored = without === undefined ? samples : samples.filter((sample) => !without(sample));
    // Nothing of it is stored.
    if (stored.length === 0 && samples.length > 0) return [];
    const lines = new Set(stored.filter(isKept).map((sample) => line(sample, labels)));
    return [...headLines(head), ...[...lines].sort()].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

// The limits of a histogram's buckets are many and say nothing about what can be asked.
function isKept({ labels }: Sample): boolean {
  return labels["le"] === undefined || labels["le"] === "+Inf";
}

function line({ name, labels }: Sample, closedLabels: readonly string[]): string {
  const kept = Object.entries(labels).map(([label, value]) => [
    label,
    // Prometheus writes the numbers of quantiles in one way, whatever the server does.
    label === "quantile" && /^\d+$/.test(value)
      ? `${value}.0`
      : closedLabels.includes(label) || label === "le"
        ? value
        : "x",
  ]);
  return sampleLine({ name, labels: Object.fromEntries(kept) as Sample["labels"] });
}
