/** Objectives as a stack file writes them. */
import { rangesOf, toPromql, type Promql } from "../../signals/promql";
import { type Scope } from "../../signals/signal";
import { variablesOf } from "../../signals/variables";
import { type SloSetting } from "../../stacks/setting-slos";
import { httpAvailability, httpLatency } from "./http";
import { slo, type Slo } from "./slo";
import { type Sli } from "./sli";

/** Stands for the window in a query of a stack file. */
export const windowVariable = "$window";

/** An objective of a stack file. Its queries have been checked with `queryProblem`. */
export function sloFromSettings({ sli, ...rest }: SloSetting): Slo {
  return slo({ ...rest, sli: sliOf(sli) });
}

function sliOf({ http, probe, queries }: SloSetting["sli"]): Sli {
  if (http !== undefined) {
    const { below, ...requests } = http;
    return below === undefined ? httpAvailability(requests) : httpLatency(requests, below);
  }
  if (probe !== undefined) return { kind: "probe", probe };
  if (queries === undefined) throw new Error("An objective counts nothing. Give it http, probe or queries.");
  return {
    kind: "availability",
    errors: (s) => inWindow(queries.errors, s),
    total: (s) => inWindow(queries.total, s),
  };
}

function inWindow(query: string, { range }: Scope): Promql {
  return toPromql(query.replaceAll(windowVariable, range));
}

/**
 * What is wrong with a query for events or errors, as the end of a sentence that begins with its place; undefined for a
 * good one. A good one is PromQL, and looks at the window that it is asked for and at no other.
 */
export function queryProblem(query: string): string | undefined {
  try {
    toPromql(query);
  } catch (error) {
    return `is not PromQL: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`;
  }
  const unknown = variablesOf(query).find((name) => `$${name}` !== windowVariable);
  if (unknown !== undefined) return `names $${unknown}; the only variable here is ${windowVariable}`;
  const ranges = rangesOf(toPromql(query));
  const fixed = ranges.find((range) => range !== windowVariable);
  if (fixed !== undefined)
    return `looks at [${fixed}] whatever window is asked for; write [${windowVariable}]`;
  if (ranges.length === 0)
    return `says nothing about a window of time; write rate(…[${windowVariable}]) around each counter`;
  return undefined;
}
