import { selectors, toPromql } from "../signals/promql";
import { list } from "../stacks/settings-errors";
import { didYouMean } from "../stacks/mistakes/nearest";
import { thresholdProblems } from "./alert-problems";
import { type Alert, type Change, type Exception, type Tuning } from "./rule";

/** What is wrong with a tuning of an alert, a sentence each, with the place in the stack file at its beginning. */
export function tuningProblems(alert: Alert, tuning: Tuning): readonly string[] {
  const at = `alerts.${alert.name}`;
  const { selector, exceptions = [] } = tuning;
  return [
    ...changeProblems(alert, tuning, at),
    ...(selector === undefined ? [] : selectorProblems(alert, selector, `${at}.selector`)),
    ...exceptions.flatMap((exception, index) => [
      ...whereProblems(alert, exception, `${at}.exceptions[${index}].where`),
      ...changeProblems(alert, exception, `${at}.exceptions[${index}]`),
    ]),
  ];
}

/** What an alert takes in a stack file, in the order of the settings page. */
function settable({ threshold, parameters }: Alert): string {
  return list(
    [
      ...(threshold === undefined ? [] : ["threshold"]),
      ...(Object.keys(parameters).length === 0 ? [] : ["parameters"]),
      "for",
      "keepFiringFor",
      "severity",
      "team",
      "enabled",
      "selector",
      "exceptions",
    ],
    "and",
  );
}

function changeProblems(alert: Alert, change: Change, at: string): readonly string[] {
  const { threshold, parameters = {} } = change;
  const names = Object.keys(alert.parameters);
  const unknown = Object.keys(parameters)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const rest =
        names.length === 0
          ? " It has none; take it away."
          : didYouMean(name, names) || ` There is ${list(names, "and")}.`;
      return `${at}.parameters.${name} is not a parameter of ${alert.name}.${rest}`;
    });
  if (threshold === undefined) return unknown;
  if (alert.threshold === undefined || alert.signal === undefined)
    return [
      ...unknown,
      `${at}.threshold is set, but ${alert.name} has no threshold. Take the line away. What can be set is ${settable(alert)}.`,
    ];
  return [
    ...unknown,
    ...thresholdProblems(alert.signal, threshold).map((problem) => `${at}.threshold: ${problem}.`),
  ];
}

function selectorProblems(alert: Alert, selector: string, at: string): readonly string[] {
  const example = `Write, for example: selector: '${alert.selectable[0] ?? "instance"}!~"test-.*"'.`;
  let labels: readonly string[];
  try {
    labels = selectors(toPromql(`up{${selector}}`)).flatMap(({ matchers }) =>
      matchers.map(({ label }) => label),
    );
  } catch {
    return [`${at} is not a list of label matchers: ${selector}. ${example}`];
  }
  if (labels.length === 0) return [`${at} is empty. ${example}`];
  return labels.flatMap((label) => labelProblems(alert, label, at));
}

function whereProblems(alert: Alert, { where }: Exception, at: string): readonly string[] {
  const labels = Object.keys(where);
  if (labels.length !== 1)
    return [
      `${at} names ${labels.length === 0 ? "no label" : list(labels, "and")}; an exception is for the values of one label. Write, for example: where: { ${alert.selectable[0] ?? "instance"}: "db-1" }.`,
    ];
  return Object.entries(where).flatMap(([label, value]) => [
    ...labelProblems(alert, label, at),
    ...(isPattern(value)
      ? []
      : [
          `${at}.${label} is not a regular expression: ${value}. Put a backslash before signs that stand for themselves.`,
        ]),
  ]);
}

function isPattern(value: string): boolean {
  try {
    new RegExp(value);
    return true;
  } catch {
    return false;
  }
}

function labelProblems(alert: Alert, label: string, at: string): readonly string[] {
  const { selectable } = alert;
  if (selectable.includes(label)) return [];
  const rest =
    selectable.length === 0
      ? ` ${alert.name} speaks of everything at once, so its series cannot be told apart; take it away.`
      : didYouMean(label, selectable) || ` There is ${list(selectable, "and")}.`;
  return [`${at} names the label ${label}, by which the series of ${alert.name} cannot be picked.${rest}`];
}
