/** Service level objectives that cannot be kept or measured. */
import { demoSlos } from "../../rules/slo/demo";
import { queryProblem } from "../../rules/slo/from-settings";
import { toSeconds } from "../../rules/duration";
import { list, type Mistake, mistake, yaml } from "../settings-errors";
import { type Draft } from "./given";
import { didYouMean } from "./nearest";

type Slos = NonNullable<Draft["slos"]>;

export function sloMistakes(draft: Draft): Mistake[] {
  const { slos = [] } = draft;
  return [
    ...nameMistakes(draft, slos),
    ...slos.flatMap((slo, index) => [
      ...windowMistakes(slo, index),
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

function probeMistakes({ probes = [] }: Draft, slo: Slos[number], index: number): Mistake[] {
  const sli = slo?.sli;
  if (sli?.kind !== "probe" || sli.probe === undefined) return [];
  const names = probes.flatMap((probe) => probe?.name ?? []);
  if (names.includes(sli.probe)) return [];
  const near = didYouMean(sli.probe, names);
  const known =
    names.length === 0 ? " There are no probes." : ` The probes are ${list([...names].sort(), "and")}.`;
  return [
    mistake(
      ["slos", index, "sli", "probe"],
      `slos[${index}].sli.probe is ${sli.probe}, which is not a probe.${near === "" ? `${known} Add one under probes:` : near}`,
      ...(near === ""
        ? [yaml({ probes: [{ name: sli.probe, target: "https://shop.example.com/health" }] })]
        : []),
    ),
  ];
}

function queryMistakes(slo: Slos[number], index: number): Mistake[] {
  const sli = slo?.sli;
  if (sli?.kind !== "queries") return [];
  const examples = {
    errors: 'rate(jobs_total{job="billing", result="failed"}[$window])',
    total: 'rate(jobs_total{job="billing"}[$window])',
  };
  return (["errors", "total"] as const).flatMap((key) => {
    const problem = sli[key] === undefined ? undefined : queryProblem(sli[key]);
    if (problem === undefined) return [];
    return [
      mistake(["slos", index, "sli", key], `slos[${index}].sli.${key} ${problem}. Write, for example:`, {
        literal: `${key}: '${examples[key]}'`,
      }),
    ];
  });
}
