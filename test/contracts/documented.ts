/** Contracts of programs that cannot run here: written from their source or documentation, in the form of a capture. */
import { type Family, headLines, type Sample, sampleLine } from "./exposition";
import { isDropped } from "./dropped";

/** How the first line of such a contract begins. */
export const documentedMark = "# from documentation: ";

/** The first line of a contract that was not recorded: what it was written from. */
export const documentedLine = (source: string): string => `${documentedMark}${source}\n\n`;

/** Families as a contract, sorted as `normalise` sorts what was recorded. */
export function contractText(families: readonly Family[]): string {
  const sorted = [...families].sort((a, b) => (a.name < b.name ? -1 : 1));
  const blocks = sorted.map(({ samples, ...head }) =>
    [...headLines(head), ...[...new Set(samples.map(sampleLine))].sort()].join("\n"),
  );
  return `${blocks.join("\n\n")}\n`;
}

/** A metric as documentation describes it. */
export interface Described {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram" | "summary" | "untyped";
  readonly help: string;
  /** Labels of its series; the part of a histogram that Prometheus adds is not among them. */
  readonly labels: readonly string[];
  /** Values of labels whose values are a closed set. @default none: "x" */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Quantiles of a summary. @default none */
  readonly quantiles?: readonly string[];
}

/** The series of a metric: one for each combination of values, and the parts of a histogram or summary. */
export function family({ name, type, help, labels, values = {}, quantiles = [] }: Described): Family {
  let sets: readonly Sample["labels"][] = [{}];
  for (const label of labels)
    sets = sets.flatMap((set) => (values[label] ?? ["x"]).map((value) => ({ ...set, [label]: value })));
  const samples = sets.flatMap((set): Sample[] => {
    const totals = ["sum", "count"].map((end) => ({ name: `${name}_${end}`, labels: set }));
    if (type === "histogram") return [{ name: `${name}_bucket`, labels: { ...set, le: "+Inf" } }, ...totals];
    if (type === "summary")
      return [...quantiles.map((quantile) => ({ name, labels: { ...set, quantile } })), ...totals];
    return [{ name, labels: set }];
  });
  return { name, type, help, samples };
}

/** What Prometheus stores of these families by the metric relabelling of their job. */
export function stored(
  families: readonly Family[],
  rules: Parameters<typeof isDropped>[1] = [],
): readonly Family[] {
  return families
    .map((each) => ({ ...each, samples: each.samples.filter((sample) => !isDropped(sample, rules)) }))
    .filter(({ samples }) => samples.length > 0);
}
