import { parser } from "@prometheus-io/lezer-promql";
import { type Recording } from "../../rules/rule";
import { toPromql, type Promql } from "../../signals/promql";

interface Place {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * An expression with the recorded series in it replaced by what is recorded, so that it can be asked of data from before
 * the recording rules. Series that are picked by labels, and those that several rules record, stay: their data has to
 * be there. `step` is the distance of subqueries in seconds.
 */
export function inlined(expr: Promql, recordings: readonly Recording[], step: number): Promql {
  const places: Place[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, from, to, node }) => {
      if (name !== "VectorSelector") return;
      const found = recordings.filter(({ record }) => record === expr.slice(from, to));
      const [recording] = found;
      if (found.length !== 1 || recording === undefined || recording.labels !== undefined) return;
      const inner = `(${inlined(recording.expr(), recordings, step)})`;
      const range = node.parent?.name === "MatrixSelector" ? node.parent : undefined;
      places.push(
        range === undefined
          ? { from, to, text: inner }
          : { from, to: range.to, text: `${inner}${expr.slice(to, range.to).replace("]", `:${step}s]`)}` },
      );
    },
  });
  return toPromql(
    places
      .reverse()
      .reduce(
        (text, { from, to, text: value }) => text.slice(0, from) + value + text.slice(to),
        String(expr),
      ),
  );
}
