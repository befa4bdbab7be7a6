import { type Finding } from "./finding";

/** Bad form that has a reason. */
export interface Exception {
  /** uid */
  readonly dashboard: string;
  readonly rule: string;
  /** Title of the panel; without one, all of the dashboard's. */
  readonly panel?: string;
  readonly because: string;
}

/** Sorted by dashboard. One that excuses nothing is a finding itself. */
export const exceptions: readonly Exception[] = [];

/** Findings that no exception excuses, and exceptions that excuse nothing. Mistakes have no excuse. */
export function unexcused(findings: readonly Finding[], excused: readonly Exception[]): readonly Finding[] {
  const matches = (finding: Finding, { dashboard, rule, panel }: Exception): boolean =>
    finding.warning === true &&
    finding.dashboard === dashboard &&
    finding.rule === rule &&
    (panel === undefined || finding.panel === panel);
  return [
    ...findings.filter((finding) => !excused.some((each) => matches(finding, each))),
    ...excused
      .filter((each) => !findings.some((finding) => matches(finding, each)))
      .map(({ dashboard, rule, panel }) => ({
        rule: "exception",
        dashboard,
        ...(panel === undefined ? {} : { panel }),
        message: `an exception from ${rule} excuses nothing; take it out of lint/exceptions.ts`,
      })),
  ];
}
