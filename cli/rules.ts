import { withUnit } from "../signals/unit";
import { ruleStates, type RuleState } from "../stacks/rule-states";
import { load } from "./load";
import { type Call } from "./main";
import { table } from "./table";

/** Prints every alert of the program: on or off in a stack, with its numbers in force, and why it is off. */
export async function run({ positionals }: Call): Promise<number> {
  const { settings, site, stack } = load(positionals[0] ?? "local");
  const states = ruleStates(settings, site);
  console.log(
    table([
      ["GROUP", "ALERT", "STATE", "SEVERITY", "KIND", "FOR", "NUMBERS", "WHY IT IS OFF"],
      ...states.map(row),
    ]),
  );
  const on = states.filter((state) => state.on).length;
  const recordings = stack.rules.reduce((sum, rules) => sum + rules.recordings.length, 0);
  console.log(`\n${on} alerts on, ${states.length - on} off, ${recordings} recording rules`);
  return 0;
}

function row({ group, alert, on, why }: RuleState): readonly string[] {
  return [group, alert.name, on ? "on" : "off", alert.severity, alert.kind, alert.for, numbers(alert), why];
}

/** The numbers that a stack file may change: "threshold > 90 %, minimum 10". */
function numbers({ threshold, unit, parameters }: RuleState["alert"]): string {
  const limit =
    threshold === undefined
      ? []
      : [`threshold ${threshold.is === "above" ? ">" : "<"} ${withUnit(threshold.value, unit)}`];
  const named = Object.entries(parameters).map(
    ([name, each]) => `${name} ${withUnit(each.value, each.unit)}`,
  );
  return [...limit, ...named].join(", ");
}
