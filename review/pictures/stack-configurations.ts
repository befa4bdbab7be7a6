import { parse } from "yaml";
import { z } from "zod";
import { byText } from "../../signals/by-text";

const labels = z.record(z.string(), z.coerce.string()).default({});
const statics = z.array(z.object({ targets: z.array(z.string()).default([]), labels })).default([]);
const relabel = z
  .array(z.object({ target_label: z.string().default(""), replacement: z.coerce.string().default("") }))
  .default([]);

const prometheus = z.object({
  alerting: z
    .object({ alertmanagers: z.array(z.object({ static_configs: statics })).default([]) })
    .default({ alertmanagers: [] }),
  scrape_configs: z
    .array(
      z.object({
        job_name: z.string(),
        static_configs: statics,
        relabel_configs: relabel,
        kubernetes_sd_configs: z
          .array(z.object({ selectors: z.array(z.object({ label: z.string().default("") })).default([]) }))
          .default([]),
      }),
    )
    .default([]),
  remote_write: z.array(z.object({ url: z.string() })).default([]),
  remote_read: z.array(z.object({ url: z.string() })).default([]),
});

/** Prometheus' configuration as far as it says who gives data to whom. Throws for a file that is none. */
export const readPrometheus = byText((text) => prometheus.parse(parse(text)));
export type ScrapeJob = ReturnType<typeof readPrometheus>["scrape_configs"][number];

const open = z.record(z.string(), z.unknown()).default({});
const collector = z.object({ receivers: open, exporters: open });

/** The collector's receivers and exporters by name. */
export const readCollector = byText((text) => collector.parse(parse(text)));

const sources = z.object({
  datasources: z.array(z.object({ name: z.string(), url: z.string().default("") })).default([]),
});

/** Grafana's data sources. */
export const readSources = byText((text) => sources.parse(parse(text)));

const endpoints = z.object({ endpoints: z.array(z.object({ address: z.string() })).default([]) });

/** Whom Thanos asks. */
export const readEndpoints = byText((text) => endpoints.parse(parse(text)));

const receivers = z.object({ receivers: z.array(z.looseObject({ name: z.string() })).default([]) });

/** Alertmanager's receivers with the ways in which each is told. */
export const readReceivers = byText((text) =>
  receivers.parse(parse(text)).receivers.map(({ name, ...ways }) => ({
    name,
    ways: Object.keys(ways)
      .filter((key) => key.endsWith("_configs"))
      .map((key) => key.replace(/_configs$/, ""))
      .sort(),
  })),
);

/** Every text in a configuration, and the names of the keys that lead to it. */
export function leaves(
  value: unknown,
  path: readonly string[] = [],
): readonly [path: string, text: string][] {
  if (typeof value === "string") return [[path.join("."), value]];
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** Any configuration as plain data. */
export const readYaml = byText((text): unknown => parse(text));
