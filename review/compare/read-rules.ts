import { parse } from "yaml";
import { z } from "zod";
import { byText } from "../../signals/by-text";
import { type Files } from "../render";

const rule = z.object({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.string(),
  for: z.string().default("0s"),
  keep_firing_for: z.string().default("0s"),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});

const ruleFile = z.object({
  groups: z
    .array(z.object({ name: z.string(), interval: z.string().optional(), rules: z.array(rule) }))
    .default([]),
});

/** A rule as the server reads it, with the group that holds it. */
export type RenderedRule = z.output<typeof rule> & { readonly group: string; readonly interval: string };

/** Interval of a group that has none of its own. */
export const serversOwn = "the server's";

/** Alerts by name and recording rules by name; a name may be there several times: exceptions, shards. */
export interface RenderedRules {
  readonly alerts: ReadonlyMap<string, readonly RenderedRule[]>;
  readonly recordings: ReadonlyMap<string, readonly RenderedRule[]>;
}

/** Most files are the same on both sides and in several stacks. */
const groupsOf = byText((content) => ruleFile.parse(parse(content) ?? {}).groups);

/** The rules of a stack. Shards evaluate most rules alike: what is the same counts once. */
export function readRules(files: Files): RenderedRules {
  const alerts = new Map<string, RenderedRule[]>();
  const recordings = new Map<string, RenderedRule[]>();
  for (const [path, content] of files) {
    if (!/(^|\/)rules\/[^/]+\.ya?ml$/.test(path)) continue;
    for (const group of groupsOf(content))
      for (const each of group.rules) {
        const { name, interval = serversOwn } = group;
        const into = each.alert === undefined ? recordings : alerts;
        const key = each.alert ?? each.record ?? "";
        const all = into.get(key) ?? [];
        into.set(key, all);
        const known = all.some((other) => other.expr === each.expr && other.for === each.for);
        if (!known) all.push({ ...each, group: name.replace(/-unhurried$/, ""), interval });
      }
  }
  return { alerts, recordings };
}
