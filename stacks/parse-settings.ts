import { type z } from "zod";
import { find } from "./mistakes/find";
import { type Given } from "./mistakes/given";
import { defaultPostgresPort } from "./mistakes/ports";
import { type Settings, type settingsSchema } from "./settings";
import { SettingsError, stackFile } from "./settings-errors";

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
  return {
    ...settings,
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

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
