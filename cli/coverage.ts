import { queriesOf } from "../platforms/content/dashboards";
import { coverageItems } from "../review/coverage/items";
import { cover, share, type Covered } from "../review/coverage/measure";
import { capabilitiesOf, missing } from "../stacks/capabilities";
import { knownMetrics } from "../test/contracts/read";
import { load } from "./load";
import { type Call } from "./main";
import { table } from "./table";

/** Share of what has to be watched that a stack has to have. */
const wanted = 0.95;

/**
 * Prints for each subject what is collected, shown and alerted, then what is missing and what is not here.
 * What is collected is what the recorded contracts of the exporters have. With --check, exit code 1 below 95 %.
 */
export async function run({ positionals, options }: Call): Promise<number> {
  const { settings, site, stack } = load(positionals[0] ?? "local");
  const has = capabilitiesOf(settings, site);
  const here = coverageItems.filter(({ needs = [] }) => missing(has, needs).length === 0);
  const covered = cover(here, {
    collected: [...knownMetrics().keys()],
    queries: stack.dashboards.flatMap(queriesOf),
    rules: stack.rules,
  });
  const subjects = [...new Set(here.map(({ subject }) => subject))];
  console.log(
    table([
      ["SUBJECT", "WHAT", "COLLECTED", "SHOWN", "ALERTED", "COVERED"],
      ...subjects.map((subject) =>
        row(
          subject,
          covered.filter(({ item }) => item.subject === subject),
        ),
      ),
      row("all", covered),
    ]),
  );
  for (const line of gaps(covered)) console.log(line);
  const absent = coverageItems.filter((item) => !here.includes(item));
  const reasons = absent.map((item) => `${item.subject}: ${missing(has, item.needs ?? [])[0]?.why ?? ""}`);
  for (const reason of new Set(reasons))
    console.log(`\nnot here: ${reasons.filter((each) => each === reason).length} of ${reason}`);
  return options["check"] === true && share(covered) < wanted ? 1 : 0;
}

function row(subject: string, covered: readonly Covered[]): readonly string[] {
  const alerts = covered.filter(({ alerted }) => alerted !== undefined);
  return [
    subject,
    String(covered.length),
    String(covered.filter(({ collected }) => collected).length),
    String(covered.filter(({ shown }) => shown).length),
    `${alerts.filter(({ alerted }) => alerted).length} of ${alerts.length}`,
    `${(100 * share(covered)).toFixed(1)} %`,
  ];
}

function gaps(covered: readonly Covered[]): readonly string[] {
  return covered.flatMap(({ item, collected, shown, alerted }) => {
    const lacks = [
      ...(collected ? [] : ["not collected"]),
      ...(shown ? [] : ["not shown"]),
      ...(alerted === false ? ["not alerted"] : []),
    ];
    return lacks.length === 0 ? [] : [`\ngap: ${item.subject}, ${item.what}: ${lacks.join(", ")}`];
  });
}
