import { surroundings } from "./catalogue";
import { type Finding, type Subject, type World } from "./lint/finding";
import { costComplaints } from "./lint/cost";
import { gridComplaints } from "./lint/grid";
import { queryComplaints } from "./lint/queries";
import { alertComplaints, readingComplaints } from "./lint/reading";
import { boardShape } from "./lint/shape";
import { variableComplaints } from "./lint/variables";
import { type Dashboard, type Definition } from "./model/dashboard";
import { render } from "./model/render";

export { type Finding, type World } from "./lint/finding";

/**
 * Everything that is wrong with a set of dashboards, sorted by dashboard. Empty for good ones. Dashboards are looked at
 * as they are written and as Grafana gets them; no server is asked.
 */
export function lint(definitions: readonly Definition[], world: World): readonly Finding[] {
  const around = surroundings(definitions, {});
  const each = definitions.flatMap((definition) =>
    lintRendered(definition, render(definition, around), definitions, world),
  );
  return [...together(definitions, world), ...each];
}

/** The same for one dashboard whose file is given. `all` are the dashboards that links may lead to. */
export function lintRendered(
  definition: Definition,
  { uid, json }: Dashboard,
  all: readonly Definition[],
  world: World,
): readonly Finding[] {
  const read = boardShape.safeParse(JSON.parse(json));
  if (!read.success)
    return read.error.issues.map((issue) => ({
      rule: "shape",
      dashboard: uid,
      message: `${issue.path.join(".")}: ${issue.message}`,
    }));
  const subject: Subject = { definition, board: read.data };
  return [
    ...costComplaints(subject),
    ...gridComplaints(subject),
    ...variableComplaints(subject),
    ...queryComplaints(subject, world),
    ...readingComplaints(subject, all),
  ].map((complaint) => ({ ...complaint, dashboard: uid }));
}

function together(definitions: readonly Definition[], world: World): readonly Finding[] {
  const twice = (key: "uid" | "title") =>
    definitions
      .filter((one, at) => definitions.findIndex((other) => other[key] === one[key]) !== at)
      .map((one) => ({
        rule: key,
        dashboard: one.uid,
        message: `another dashboard has the ${key} "${one[key]}"`,
      }));
  const alerts = alertComplaints(definitions, world).map((message) => ({
    rule: "alert-link",
    dashboard: "",
    message,
  }));
  return [...twice("uid"), ...twice("title"), ...alerts];
}

/** A finding in one line. */
export function inWords({ rule, dashboard, panel, message }: Finding): string {
  const where = [dashboard, panel].filter((each) => each !== undefined && each !== "").join(" / ");
  return `${where === "" ? "" : `${where}: `}${message} (${rule})`;
}
