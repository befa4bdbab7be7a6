/**
 * Changes every rule in every way that people make mistakes in, one at a time, and reports which changes no case notices:
 * `npm run test:mutate`, or for some groups of rules `npm run test:mutate -- host postgres`.
 * Ends with 1 where a mutant survives that is not known to be harmless.
 */
import { alone, recordingsBefore } from "../rules/alone";
import { allRules } from "../rules/catalogue";
import { renderRules } from "../rules/render";
import { renderAlertTests } from "../rules/render-tests";
import { type Rules } from "../rules/rule";
import { ensure } from "../tools/build";
import { equivalent } from "./rules/equivalent";
import { alertMutants, recordingMutants, type Mutant } from "./rules/mutants";
import { links, promtoolOver, reportFile } from "./rules/promtool";
import { recorded } from "./rules/recorded/catalogue";
import { recordedTest } from "./rules/recorded/test-file";

/** How many mutants one run of promtool judges; the start of the program is most of the time of a small one. */
const batch = 40;

/** A mutant with the files that judge it. */
interface Trial {
  readonly mutant: Mutant;
  readonly files: Readonly<Record<string, string>>;
  readonly tests: readonly string[];
}

/** No mutant at all: it has to survive, or else those that do not would prove nothing. */
const unchangedRule = "nothing";

function control(of: string, rules: Rules): Mutant {
  return { of, change: unchangedRule, rules };
}

function trialsOf(group: Rules, all: readonly Rules[]): readonly Trial[] {
  const ofAlerts = group.alerts.flatMap((alert) =>
    [control(alert.name, alone(alert, all)), ...alertMutants(alert, all)].map((mutant, number) => {
      const ruleFile = `${alert.name}.${number}.rules.yml`;
      const tests = renderAlertTests(alert, { ruleFile, links }).map(({ name, content }) => ({
        name: `${number}.${name}`,
        content,
      }));
      const tuning = { [alert.name]: { enabled: true } };
      return {
        mutant,
        files: {
          [ruleFile]: renderRules(mutant.rules, { links, tuning }),
          ...Object.fromEntries(tests.map(({ name, content }) => [name, content])),
        },
        tests: tests.map(({ name }) => name),
      };
    }),
  );
  const proof = recorded[group.name];
  if (proof === undefined) return ofAlerts;
  const { alertsOf = [] } = proof;
  const before: Rules = { name: "before", recordings: recordingsBefore(group, all), alerts: [] };
  const rest = [before, ...all.filter(({ name }) => alertsOf.includes(name))].map(
    (rules) => [`${group.name}.${rules.name}.rules.yml`, renderRules(rules, { links })] as const,
  );
  const unchanged = control(group.name, { ...group, alerts: [] });
  const ofRecordings = [unchanged, ...recordingMutants(group)].map((mutant, number) => {
    const own = `${group.name}.recordings.${number}.rules.yml`;
    const test = `${group.name}.recordings.${number}.test.yml`;
    const ruleFiles = [...rest.map(([name]) => name), own];
    return {
      mutant,
      files: {
        ...Object.fromEntries(rest),
        [own]: renderRules(mutant.rules, { links }),
        [test]: recordedTest(proof, ruleFiles),
      },
      tests: [test],
    };
  });
  return [...ofAlerts, ...ofRecordings];
}

/** The mutants of a batch that all of their tests pass. */
async function survivors(trials: readonly Trial[]): Promise<readonly Mutant[]> {
  const files = Object.assign({}, ...trials.map((trial) => trial.files)) as Record<string, string>;
  const tests = trials.flatMap((trial) => trial.tests);
  const { report } = await promtoolOver(files, "test", "rules", `--junit=${reportFile}`, ...tests);
  const passed = new Set(
    [...report.matchAll(/<testsuite name="([^"]+)" tests="\d+" failures="0" errors="0"/g)].map(
      ([, name]) => name ?? "",
    ),
  );
  return trials.filter(({ tests }) => tests.every((name) => passed.has(name))).map(({ mutant }) => mutant);
}

async function main(names: readonly string[]): Promise<number> {
  const all = allRules();
  const unknown = names.find((name) => !all.some((group) => group.name === name));
  if (unknown !== undefined)
    throw new Error(
      `${unknown} is not a group of rules. There are ${all.map(({ name }) => name).join(", ")}`,
    );
  process.env["PROMTOOL"] ??= await ensure("promtool", console.error);
  const trials = all
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .flatMap((group) => trialsOf(group, all));
  const batches = Array.from({ length: Math.ceil(trials.length / batch) }, (_, index) =>
    trials.slice(index * batch, (index + 1) * batch),
  );
  const alive: Mutant[] = [];
  const next = async (): Promise<void> => {
    for (let own = batches.shift(); own !== undefined; own = batches.shift())
      alive.push(...(await survivors(own)));
  };
  // As many at once as there are cores for it.
  await Promise.all([next(), next()]);

  const controls = trials.filter(({ mutant }) => mutant.change === unchangedRule);
  const failing = controls.filter(({ mutant }) => !alive.includes(mutant)).map(({ mutant }) => mutant.of);
  if (failing.length > 0)
    throw new Error(
      `${failing.join(", ")}: the cases fail without any change. Run ./observatory test, and put them right first.`,
    );
  const mutants = trials.length - controls.length;
  const survived = alive.filter(({ change }) => change !== unchangedRule);
  const harmless = survived.filter(({ of, change }) =>
    equivalent.some((each) => each.of === of && change.includes(each.change)),
  );
  const noticed = mutants - survived.length;
  const unnoticed = survived.filter((mutant) => !harmless.includes(mutant));
  for (const { of, change } of [...unnoticed].sort((a, b) => (a.of < b.of ? -1 : 1)))
    console.log(`not noticed: ${of}: ${change}`);
  console.log(
    `${mutants} mutants: ${noticed} noticed, ${harmless.length} the same in effect, ${unnoticed.length} not noticed`,
  );
  return unnoticed.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
