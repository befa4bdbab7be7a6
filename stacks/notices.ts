import { type Settings } from "./settings";

/** What is allowed and still worth a line at every `up`: one sentence each, with what to do about it. */
export function settingsNotices(settings: Settings): string[] {
  const { target, routes, listen } = settings;
  const silent =
    target === "docker" && routes.critical.length === 0
      ? [
          "Nobody is told about critical alerts: routes.critical is empty. Add a receiver, see docs/settings.md.",
        ]
      : [];
  const open = listen.startsWith("127.")
    ? []
    : [
        `Ports are published on ${listen}: whoever reaches it reads all metrics and logs. Set listen to 127.0.0.1 and put a TLS proxy in front of Grafana.`,
      ];
  return [...silent, ...open];
}
