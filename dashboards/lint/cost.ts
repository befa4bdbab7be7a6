import { toSeconds } from "../../rules/duration";
import { type Duration } from "../../platforms/workload";
import { selectors, toPromql } from "../../signals/promql";
import { measuringPanels, sections, type Complaint, type Subject } from "./finding";
import { type BoardPanel, type MeasuringPanel } from "./shape";

/** Variables that a reader still finds their way through. */
const MOST_VARIABLES = 6;
/** Queries of all panels together; closed rows are opened, and printed reports open them all. */
const MOST_QUERIES = 60;
/** From this range on a page is history: every sample of it is read on load, in seconds. */
const HISTORY = 7 * 86_400;
/** Faster than this a page asks before there are new samples, in seconds. */
const FAST = 10;

/** What a page costs those whom it asks. All of it may have a reason. */
export function costComplaints({ board, definition }: Subject): readonly Complaint[] {
  const variables = board.templating.list.filter((each) => each.type !== "datasource");
  const queries = measuringPanels(board).flatMap((each) => each.targets);
  const open = sections(board)
    .filter((each) => !each.row.collapsed)
    .flatMap((each) => each.panels.filter(isMeasuring));
  const history = toSeconds(definition.time) >= HISTORY;
  const fleet = !definition.variables.some((each) => !each.multi);
  const { refresh } = definition;
  const found: readonly Complaint[] = [
    ...(variables.length > MOST_VARIABLES
      ? [
          {
            rule: "many-variables",
            message: `${variables.length} variables; more than ${MOST_VARIABLES} confuse`,
          },
        ]
      : []),
    ...(queries.length > MOST_QUERIES
      ? [
          {
            rule: "many-queries",
            message: `${queries.length} queries; make it two pages from ${MOST_QUERIES} on`,
          },
        ]
      : []),
    ...(refresh !== "" && isFasterThan(refresh, FAST)
      ? [{ rule: "refresh", message: `asks every ${refresh}; nothing is scraped faster than every ${FAST}s` }]
      : []),
    ...(history && refresh !== "" && isFasterThan(refresh, 300)
      ? [{ rule: "refresh", message: `reads ${definition.time} again every ${refresh}; write "" or "30m"` }]
      : []),
    ...open.flatMap((panel) =>
      panel.targets.flatMap((target) => ofQuery(panel, target.expr, { history, fleet })),
    ),
  ];
  return found.map((each) => ({ ...each, warning: true }));
}

interface Page {
  readonly history: boolean;
  /** It is about many targets at once. */
  readonly fleet: boolean;
}

function ofQuery(panel: MeasuringPanel, expr: string, { history, fleet }: Page): readonly Complaint[] {
  if (panel.datasource.type === "loki" || panel.type === "table" || panel.type === "stat") return [];
  const raw = selectorsOf(expr).filter(({ metric = "" }) => !metric.includes(":") && !/^ALERTS/.test(metric));
  const buckets = raw.find(({ metric = "" }) => metric.endsWith("_bucket"));
  return [
    ...(raw.some(({ matchers }) => matchers.some((each) => each.value === ".*"))
      ? [{ rule: "any-value", panel: panel.title, message: "a matcher takes every value; leave it out" }]
      : []),
    ...(history && raw.length > 0
      ? [
          {
            rule: "history",
            panel: panel.title,
            message: `asks ${raw[0]?.metric ?? ""} over a long time; record it, or close the row`,
          },
        ]
      : []),
    ...(fleet && !history && buckets !== undefined
      ? [
          {
            rule: "heavy",
            panel: panel.title,
            message: `sums ${buckets.metric ?? ""} over every target on load; record it, or close the row`,
          },
        ]
      : []),
  ];
}

/** Of a query that does not parse, none: another rule tells of it. */
function selectorsOf(expr: string): ReturnType<typeof selectors> {
  try {
    return selectors(toPromql(expr));
  } catch {
    return [];
  }
}

function isMeasuring(panel: BoardPanel): panel is MeasuringPanel {
  return panel.type !== "text";
}

function isFasterThan(interval: Duration, seconds: number): boolean {
  return toSeconds(interval) < seconds;
}
