import { parser } from "@prometheus-io/lezer-promql";
import { withoutVariables } from "./variables";

/** New names of scrape jobs by their old ones. */
export type JobNames = Readonly<Record<string, string>>;

/** A matcher of the label `job`: what it says, and where its value stands, with the quotes. */
interface JobMatcher {
  readonly op: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/**
 * An expression that selects the same targets where their jobs have other names. Works on PromQL, and on a call around it
 * that Grafana has for itself, like label_values(up{job="node"}, instance). What is no matcher of `job` stays as it is,
 * letter for letter.
 */
export function renameJobs(expr: string, names: JobNames): string {
  return jobMatchers(expr)
    .flatMap(({ op, value, from, to }) => {
      const renamed = op.endsWith("~") ? renamePattern(value, names) : (nameOf(value, names) ?? value);
      return renamed === value ? [] : [{ from, to, text: JSON.stringify(renamed) }];
    })
    .reverse()
    .reduce((text, { from, to, text: value }) => text.slice(0, from) + value + text.slice(to), expr);
}

/** Names of the jobs that expressions select by name, sorted; patterns and Grafana's variables are left out. */
export function selectedJobs(exprs: readonly string[]): readonly string[] {
  const values = exprs
    .flatMap(jobMatchers)
    .flatMap(({ op, value }) => (op.endsWith("~") ? value.split("|") : [value]));
  return [...new Set(values.filter((value) => /^[A-Za-z][\w-]*$/.test(value)))].sort();
}

/** A regular expression over jobs is one name beside the other; what is more than names stays as it is. */
function renamePattern(pattern: string, names: JobNames): string {
  return pattern
    .split("|")
    .map((job) => nameOf(job, names)?.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") ?? job)
    .join("|");
}

const nameOf = (job: string, names: JobNames): string | undefined =>
  Object.hasOwn(names, job) ? names[job] : undefined;

/** Every matcher of the label `job`, in the order in which they stand there. */
function jobMatchers(expr: string): readonly JobMatcher[] {
  // As long as the expression: places in the one are places in the other.
  const text = withoutVariables(expr);
  const found: JobMatcher[] = [];
  parser.parse(text).iterate({
    enter: ({ name, node }) => {
      if (name !== "UnquotedLabelMatcher" && name !== "QuotedLabelMatcher") return;
      const label = node.getChild("LabelName") ?? node.getChild("QuotedLabelName");
      const op = node.getChild("MatchOp");
      const value = node.getChild("StringLiteral");
      if (label === null || op === null || value === null) return;
      if (!["job", '"job"', "'job'"].includes(text.slice(label.from, label.to))) return;
      const { from, to } = value;
      found.push({ op: text.slice(op.from, op.to), value: unquoted(expr.slice(from, to)), from, to });
    },
  });
  return found;
}

/** The value of a string literal of PromQL. Job names have no escapes but these. */
function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  return literal.startsWith("`") ? inner : inner.replace(/\\(.)/g, "$1");
}
