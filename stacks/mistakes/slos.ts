/** Service level objectives that cannot be kept or measured. */
import { demoSlos } from "../../rules/slo/demo";
import { queryProblem } from "../../rules/slo/from-settings";
import { toSeconds } from "../../rules/duration";
import { list, type Mistake, mistake, yaml } from "../settings-errors";
import { type Draft, type Given } from "./given";
import { didYouMean } from "./nearest";
import { valueAt } from "./schema-node";

type Slos = NonNullable<Draft["slos"]>;

export function sloMistakes(draft: Draft, { values }: Given): Mistake[] {
  const { slos = [] } = draft;
  return [
    ...nameMistakes(draft, slos),
    ...slos.flatMap((slo, index) => [
      ...windowMistakes(slo, index),
      ...kindMistakes(slo, index, values),
      ...probeMistakes(draft, slo, index),
      ...queryMistakes(slo, index),
    ]),
  ];
}

function nameMistakes({ demo, target }: Draft, slos: Slos): Mistake[] {
  const names = slos.map((slo) => slo?.name);
  const ofDemo = (demo ?? target === "local") ? demoSlos.map(({ name }) => name) : [];
  return names.flatMap((name, index) => {
    if (name === undefined) return [];
    const at = ["slos", index, "name"];
    const first = names.indexOf(name);
    if (first < index)
      return [
        mistake(
          at,
          `slos[${first}] and slos[${index}] have the same name ${name}. Give each objective a name of its own.`,
        ),
      ];
    return ofDemo.includes(name)
      ? [
          mistake(
            at,
            `slos[${index}] is called ${name}, as an objective of the demo service. Give it another name.`,
          ),
        ]
      : [];
  });
}

function windowMistakes(slo: Slos[number], index: number): Mistake[] {
  const window = slo?.window;
  if (window === undefined) return [];
  const days = toSeconds(window) / 86_400;
  if (Number.isInteger(days) && days >= 7 && days <= 90) return [];
  return [
    mistake(
      ["slos", index, "window"],
      `slos[${index}].window is ${window}, but an objective is kept over whole days, from 7d to 90d: alerts look back three days. Write 30d, for example.`,
    ),
  ];
}

/** An objective counts one thing. What is written and wrong in form counts as written, since that is told elsewhere. */
function kindMistakes(slo: Slos[number], index: number, values: Given["values"]): Mistake[] {
  if (slo?.sli === undefined) return [];
  const at = ["slos", index, "sli"];
  const written = ["http", "probe", "queries"].filter((kind) => valueAt([...at, kind], values) !== undefined);
  const other = written.length === 0 && Object.keys(Object(valueAt(at, values))).length > 0;
  if (written.length === 1 || other) return [];
  const fact =
    written.length === 0
      ? `slos[${index}].sli counts nothing. Write one of http, probe and queries, for example:`
      : `slos[${index}].sli has ${list(written, "and")}, but an objective counts one thing. Take all but one away, or make two objectives. One looks like this:`;
  return [mistake(at, fact, { literal: "sli:\n  http:\n    job: checkout" })];
}

function probeMistakes({ probes = [], target }: Draft, slo: Slos[number], index: number): Mistake[] {
  const wanted = slo?.sli?.probe;
  const names = probes.flatMap((probe) => probe?.name ?? []);
  // Where no server runs, the probes are those of somebody else.
  if (wanted === undefined || names.includes(wanted) || target === "content") return [];
  const near = didYouMean(wanted, names);
  const known =
    names.length === 0 ? " There are no probes." : ` The probes are ${list([...names].sort(), "and")}.`;
  return [
    mistake(
      ["slos", index, "sli", "probe"],
      `slos[${index}].sli.probe is ${wanted}, which is not a probe.${near === "" ? `${known} Add one under probes:` : near}`,
      ...(near === ""
        ? [yaml({ probes: [{ name: wanted, target: "https://shop.example.com/health" }] })]
        : []),
    ),
  ];
}

function queryMistakes(slo: Slos[number], index: number): Mistake[] {
  const queries = slo?.sli?.queries;
  const examples = {
    errors: 'rate(jobs_total{job="billing", result="failed"}[$window])',
    total: 'rate(jobs_total{job="billing"}[$window])',
  };
  return (["errors", "total"] as const).flatMap((key) => {
    const query = queries?.[key];
    const problem = query === undefined ? undefined : queryProblem(query);
    if (problem === undefined) return [];
    return [
      mistake(
        ["slos", index, "sli", "queries", key],
        `slos[${index}].sli.queries.${key} ${problem}. Write, for example:`,
        {
          literal: `${key}: '${examples[key]}'`,
        },
      ),
    ];
  });
}
