import { type Capability } from "../../rules/capability";
import { type Duration } from "../../platforms/workload";
import { type Panel } from "./panel";
import { type Variable } from "./variables";

/** A dashboard as it is provisioned: canonical JSON of Grafana's classic schema, made by the model in this folder. */
export interface Dashboard {
  /** Stable, [a-z0-9-]{3,40}; also the file name and the name in a stack file. */
  readonly uid: string;
  readonly title: string;
  /** Sorted keys, two spaces, trailing newline. */
  readonly json: string;
}

/** A dashboard as it is written: its table of contents. Plain data; `render` makes a `Dashboard` of it. */
export interface Definition {
  readonly uid: string;
  readonly title: string;
  /** One sentence: the question that the dashboard answers. */
  readonly description: string;
  /** Area, beside the tag that all our dashboards have. */
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  /** Dashboards that a reader goes to next, by uid. All others are in the menu that every dashboard has. */
  readonly links: readonly string[];
  /** How often the panels ask again; "" never. */
  readonly refresh: Duration | "";
  /** How far the time range reaches back at first. */
  readonly time: Duration;
  readonly rows: readonly Row[];
  /** What a stack must have so that it has anything to show. */
  readonly needs: readonly Capability[];
}

/** A heading and the panels under it. */
export interface Row {
  readonly title: string;
  /** Closed at first: its panels ask for data only when somebody opens it. */
  readonly collapsed: boolean;
  readonly panels: readonly Panel[];
}

/** What is said of a dashboard beside its rows. */
export interface Options {
  readonly description: string;
  readonly tags?: readonly string[];
  readonly variables?: readonly Variable[];
  readonly links?: readonly string[];
  /** @default "1m" */
  readonly refresh?: Duration | "";
  /** @default "1h" */
  readonly time?: Duration;
  /** @default nothing: it is in every stack */
  readonly needs?: readonly Capability[];
}

/** Writes a dashboard. */
export function dashboard(uid: string, title: string, options: Options, rows: readonly Row[]): Definition {
  const {
    description,
    tags = [],
    variables = [],
    links = [],
    refresh = "1m",
    time = "1h",
    needs = [],
  } = options;
  return { uid, title, description, tags, variables, links, refresh, time, rows, needs };
}

/** A row that is open at first. */
export function row(title: string, ...panels: readonly Panel[]): Row {
  return { title, collapsed: false, panels };
}

/** A row that is closed at first: for what only a few readers need. */
export function closedRow(title: string, ...panels: readonly Panel[]): Row {
  return { title, collapsed: true, panels };
}
