import { parse } from "yaml";
import { z } from "zod";

/** A route of Alertmanager's tree. */
export interface Route {
  readonly receiver?: string | undefined;
  readonly matchers: readonly string[];
  readonly continue: boolean;
  readonly group_by?: readonly string[] | undefined;
  readonly group_wait?: string | undefined;
  readonly group_interval?: string | undefined;
  readonly repeat_interval?: string | undefined;
  readonly mute_time_intervals: readonly string[];
  readonly active_time_intervals: readonly string[];
  readonly routes: readonly Route[];
}

const route: z.ZodType<Route> = z.object({
  receiver: z.string().optional(),
  matchers: z.array(z.string()).default([]),
  continue: z.boolean().default(false),
  group_by: z.array(z.string()).optional(),
  group_wait: z.string().optional(),
  group_interval: z.string().optional(),
  repeat_interval: z.string().optional(),
  mute_time_intervals: z.array(z.string()).default([]),
  active_time_intervals: z.array(z.string()).default([]),
  get routes() {
    return z.array(route).default([]);
  },
});

const configuration = z.object({
  route,
  receivers: z.array(z.looseObject({ name: z.string() })).default([]),
  inhibit_rules: z.array(z.looseObject({ name: z.string().optional() })).default([]),
});

/** Alertmanager's configuration as far as it decides who is told. */
export type Routing = z.output<typeof configuration>;

export function readRouting(text: string): Routing {
  return configuration.parse(parse(text));
}

type Labels = Readonly<Record<string, string>>;

/** Where an alert goes, and how its notifications are grouped and repeated. */
export interface Delivery {
  readonly receiver: string;
  readonly groupBy: readonly string[];
  readonly repeat: string;
  readonly muted: readonly string[];
}

/**
 * Who is told of an alert, as Alertmanager decides it: the first matching child of each route and those after it as long
 * as routes say `continue`; the route itself where no child matches. What a route does not say it has from its parent.
 */
export function deliveries({ route: root }: Routing, labels: Labels): readonly Delivery[] {
  return below(root, labels, { receiver: "", groupBy: [], repeat: "4h", muted: [] });
}

function below(of: Route, labels: Labels, inherited: Delivery): readonly Delivery[] {
  const own: Delivery = {
    receiver: of.receiver ?? inherited.receiver,
    groupBy: of.group_by ?? inherited.groupBy,
    repeat: of.repeat_interval ?? inherited.repeat,
    muted: [...of.mute_time_intervals, ...of.active_time_intervals.map((name) => `outside of ${name}`)],
  };
  const found: Delivery[] = [];
  for (const child of of.routes) {
    if (!child.matchers.every((each) => matches(each, labels))) continue;
    found.push(...below(child, labels, own));
    if (!child.continue) break;
  }
  return found.length > 0 ? found : [own];
}

/** One matcher in Alertmanager's form: team="database", severity=~"critical|warning". A label that is missing is "". */
export function matches(matcher: string, labels: Labels): boolean {
  const [, name = "", op = "", raw = ""] = /^\s*([\w.-]+)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s.exec(matcher) ?? [];
  if (name === "") throw new Error(`${matcher} is not a matcher of Alertmanager.`);
  const value = raw.startsWith('"') ? (JSON.parse(raw) as string) : raw;
  const has = labels[name] ?? "";
  if (op === "=") return has === value;
  if (op === "!=") return has !== value;
  const all = new RegExp(`^(?:${value})$`);
  return op === "=~" ? all.test(has) : !all.test(has);
}
