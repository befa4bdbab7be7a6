import { type z } from "zod";
import { settingsSchema } from "../settings";
import { type Mistake, type Path } from "../settings-errors";
import { alertMistakes, dashboardMistakes } from "./catalogue-names";
import { clusterMistakes } from "./cluster";
import { contentMistakes } from "./content";
import { draftOf } from "./draft";
import { duplicates } from "./duplicates";
import { type Draft, type Finder, type Given, type Issues } from "./given";
import { meantKey, namespaceMistakes } from "./namespace";
import { plainSecrets, startsWith } from "./plain-secrets";
import { portMistakes } from "./ports";
import { probeMistakes, processMistakes } from "./probes";
import { routeMistakes } from "./routes";
import { settingNames, valueAt } from "./schema-node";
import { shapeMistakes } from "./shape";
import { sizeMistakes } from "./sizes";
import { storedSecretMistakes } from "./stored-secrets";
import { serviceMistakes } from "./services";
import { sloMistakes } from "./slos";
import { targetMistakes } from "./target";
import { timeMistakes } from "./times";
import { withoutEffect } from "./without-effect";

/** Checks of what is right in form. */
const finders: readonly Finder[] = [
  targetMistakes,
  clusterMistakes,
  withoutEffect,
  contentMistakes,
  serviceMistakes,
  duplicates,
  portMistakes,
  timeMistakes,
  sizeMistakes,
  probeMistakes,
  processMistakes,
  sloMistakes,
  routeMistakes,
  alertMistakes,
  dashboardMistakes,
];

/** Either settings as zod gives them, or every mistake, in the order of the schema. */
export type Found =
  { readonly settings: z.output<typeof settingsSchema> } | { readonly mistakes: readonly Mistake[] };

/** Looks for all mistakes at once. Pure. */
export function find(given: Given): Found {
  const { values } = given;
  const result = settingsSchema.safeParse(values);
  const issues = result.error?.issues ?? [];
  const hidden = given.nestedSecrets ?? [];
  const draft: Draft = draftOf(values, issues, hidden);
  const plain = plainSecrets(draft, given);
  const told = [...plain.map(({ at }) => at), ...hidden];
  const mistakes = [
    ...plain,
    ...storedSecretMistakes(
      draft,
      given,
      plain.flatMap(({ key }) => key ?? []),
    ),
    ...namespaceMistakes(given),
    ...shapeMistakes(values, untold(issues, told, given)),
    ...finders.flatMap((finder) => finder(draft, given)),
  ];
  if (mistakes.length > 0) return { mistakes: mistakes.sort(byPlace) };
  // Never silent: had one mistake been taken for another that is not there, zod's own finding is told.
  return result.success ? { settings: result.data } : { mistakes: shapeMistakes(values, issues) };
}

/** Issues of places of which no other mistake speaks. */
function untold(issues: Issues, told: readonly Path[], given: Given): Issues {
  const meant = (given.otherKeys ?? []).map(meantKey);
  return issues.flatMap((issue): Issues => {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    if (issue.code === "unrecognized_keys") {
      const keys = issue.keys.filter((key) => !told.some((at) => startsWith([...path, key], at)));
      return keys.length === 0 ? [] : [{ ...issue, keys }];
    }
    // With "observatry:target" told, that target is missing would be the same mistake once more.
    const misspelt =
      path.length === 1 && meant.includes(String(path[0])) && valueAt(path, given.values) === undefined;
    return misspelt || told.some((at) => startsWith(path, at)) ? [] : [issue];
  });
}

function byPlace(a: Mistake, b: Mistake): number {
  return comparePaths(a.at, b.at) || compare(a.text, b.text);
}

/** Settings in the order of the schema, then everything else by name; within them by position or name. */
function comparePaths(a: Path, b: Path): number {
  const rank = ([top]: Path) =>
    (settingNames.indexOf(String(top)) + settingNames.length + 1) % (settingNames.length + 1);
  const ranked = rank(a) - rank(b);
  if (ranked !== 0) return ranked;
  const index = a.findIndex((part, position) => part !== b[position]);
  const [left, right] = [a[index], b[index]];
  if (left === undefined || right === undefined) return a.length - b.length;
  return typeof left === "number" && typeof right === "number"
    ? left - right
    : compare(String(left), String(right));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
