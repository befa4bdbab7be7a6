import { type Settings } from "./settings";

/** What is allowed and still worth a line at every `up`: one sentence each, with what to do about it. */
export function settingsNotices(settings: Settings): string[] {
  const { routes, listen } = settings;
  const silent =
    routes.critical.length === 0
      ? [
          "Nobody is told about critical alerts: routes.critical is empty. Add a receiver, see docs/settings.md.",
        ]
      : [];
  const open = listen.startsWith("127.")
    ? []
    : [
        `Grafana is published on ${listen} without TLS: passwords cross the network in clear. Set listen to 127.0.0.1 and put a TLS proxy in front of it.`,
      ];
  return [...silent, ...open];
}
