import { parser } from "@prometheus-io/lezer-promql";

/** New names of scrape jobs by their old ones. */
export type JobNames = Readonly<Record<string, string>>;

/**
 * An expression that selects the same targets where their jobs have other names. Works on PromQL, and on a call around it
 * that Grafana has for itself, like label_values(up{job="node"}, instance).
 */
export function renameJobs(expr: string, names: JobNames): string {
  const changes: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, from, to, node }) => {
      if (name !== "UnquotedLabelMatcher") return;
      const label = node.getChild("LabelName");
      const value = node.getChild("StringLiteral");
      if (label === null || value === null || expr.slice(label.from, label.to) !== "job") return;
      const old = expr.slice(value.from + 1, value.to - 1);
      // A regular expression over jobs is one name beside the other.
      const text = old
        .split("|")
        .map((job) => names[job] ?? job)
        .join("|");
      if (text !== old && from < to) changes.push({ from: value.from + 1, to: value.to - 1, text });
    },
  });
  return changes
    .sort((a, b) => b.from - a.from)
    .reduce((text, change) => text.slice(0, change.from) + change.text + text.slice(change.to), expr);
}
