import { type z } from "zod";
import { find } from "./mistakes/find";
import { type Given } from "./mistakes/given";
import { defaultPostgresPort } from "./mistakes/ports";
import { type Settings, type settingsSchema } from "./settings";
import { SettingsError, stackFile } from "./settings-errors";
import { sizing } from "./sizing";

/**
 * Checks what a stack file or the engine gives, and fills in every default. The result is deeply frozen.
 *
 * @throws SettingsError with all mistakes at once.
 */
export function parseSettings(given: Given): Settings {
  const found = find(given);
  if ("mistakes" in found) throw new SettingsError(stackFile(given.stack), found.mistakes);
  return freeze(complete(given.stack, found.settings));
}

/** Defaults that follow from other settings. */
function complete(stack: string, settings: z.output<typeof settingsSchema>): Settings {
  const { target, scrapeInterval, routes } = settings;
  const { critical = [], warning = critical, watchdog = [] } = routes;
  const sizes = sizing({
    target,
    size: settings.size,
    objectStorage: settings.objectStorage !== undefined,
    grafanaDatabase: settings.grafana.database !== undefined,
  });
  return {
    ...settings,
    prometheus: amended(settings.prometheus, sizes.prometheus),
    alertmanager: amended(settings.alertmanager, sizes.alertmanager),
    loki: amended(settings.loki, sizes.loki),
    grafana: amended(settings.grafana, sizes.grafana),
    thanos: {
      retention: settings.thanos.retention,
      query: amended(settings.thanos.query, sizes.thanos.query),
      store: amended(settings.thanos.store, sizes.thanos.store),
      compact: amended(settings.thanos.compact, sizes.thanos.compact),
    },
    collector: {
      ...amended(settings.collector, { memory: sizes.collector.memory, cpu: sizes.collector.cpu }),
      gateway: amended(settings.collector.gateway, sizes.collector.gateway),
    },
    kubeStateMetrics: amended(settings.kubeStateMetrics, sizes.kubeStateMetrics),
    stack,
    cluster: settings.cluster ?? stack,
    demo: settings.demo ?? target === "local",
    postgres: settings.postgres.map(({ name, port }, index) => ({
      name,
      port: port ?? defaultPostgresPort(index),
    })),
    probes: settings.probes.map((probe) => ({ ...probe, interval: probe.interval ?? scrapeInterval })),
    runbooks: settings.runbooks ?? "runbooks",
    routes: { critical, warning, watchdog },
  };
}

/** What was decided by size, with what is written in its place. */
function amended<Written extends object, Decided extends object>(
  written: Written,
  decided: Decided,
): Omit<Written, keyof Decided> & Decided {
  const stated = Object.entries(written).filter(([, value]) => value !== undefined);
  return { ...decided, ...(Object.fromEntries(stated) as Omit<Written, keyof Decided>) };
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
