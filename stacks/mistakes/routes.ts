/** Who is told of what: receivers and the routes to them. */
import { kinds } from "../setting-kinds";
import { list, type Mistake, mistake, yaml } from "../settings-errors";
import { twiceIn } from "./duplicates";
import { type Draft } from "./given";
import { didYouMean } from "./nearest";
import { repair } from "./repair";
import { shown } from "./shape";

const levels = ["critical", "warning", "watchdog"] as const;

const exampleReceivers = { oncall: { kind: "webhook", url: "https://alerts.example.com/hook" } };

export function routeMistakes(draft: Draft): Mistake[] {
  const { receivers, routes } = draft;
  // With one of the two unreadable, nothing can be said about the other.
  if (receivers === undefined || routes === undefined) return [];
  return [
    ...receiverNames(Object.keys(receivers)),
    ...levels.flatMap((level) => twiceIn(["routes", level], routes[level] ?? [])),
    ...nobodyIsTold(draft),
    ...unknownReceivers(draft),
    ...unreached(draft),
  ];
}

/** Names become names of secrets and of receivers in Alertmanager, where "nobody" exists already. */
function receiverNames(names: readonly string[]): Mistake[] {
  return names.flatMap((name) => {
    if (name === "nobody")
      return [
        mistake(
          ["receivers", name],
          "A receiver cannot be called nobody: that name stands for the one that tells no one. Choose another.",
        ),
      ];
    if (kinds.name.pattern.test(name)) return [];
    const better = repair(name, { title: "name" });
    const hint = typeof better === "string" ? ` Write, for example, ${better}.` : "";
    return [
      mistake(
        ["receivers", name],
        `A receiver is called ${shown(name)}, which is not a name (${kinds.name.form}).${hint}`,
      ),
    ];
  });
}

function nobodyIsTold({ target, receivers = {}, routes = {} }: Draft): Mistake[] {
  const names = Object.keys(receivers);
  const { critical, warning = [], watchdog = [] } = routes;
  const at = ["routes", "critical"];
  const opening = "Nobody is told about critical alerts";
  if (critical !== undefined && critical.length > 0) return [];
  // An empty list is a decision. Yet who hears of warnings wants to hear of worse.
  if (critical !== undefined)
    return warning.length === 0
      ? []
      : [
          mistake(
            at,
            `${opening}, but ${told(warning)} of warnings. Write:`,
            yaml({ routes: { critical: warning } }),
          ),
        ];
  if (names.length > 0) {
    const free = names.filter((name) => !warning.includes(name) && !watchdog.includes(name));
    const chosen = free.length > 0 ? free : names;
    return [
      mistake(
        at,
        `${opening}: no route leads from them to ${list(names, "or")}. Write:`,
        yaml({ routes: { critical: chosen } }),
      ),
    ];
  }
  // On local, alerts are for whoever looks; a host that people rely on is another matter.
  if (target !== "docker" || warning.length + watchdog.length > 0) return [];
  return [
    mistake(
      at,
      `${opening}: no receiver is set. Write, for example:`,
      yaml({ receivers: exampleReceivers, routes: { critical: ["oncall"] } }),
      "or, if nobody shall be told:",
      yaml({ routes: { critical: [] } }),
    ),
  ];
}

function told(names: readonly (string | undefined)[]): string {
  const known = names.filter((name) => name !== undefined);
  return `${list(known, "and")} ${known.length === 1 ? "is" : "are"}`;
}

function unknownReceivers({ receivers = {}, routes = {} }: Draft): Mistake[] {
  const names = Object.keys(receivers);
  return levels.flatMap((level) =>
    (routes[level] ?? []).flatMap((name, index) => {
      if (name === undefined || names.includes(name)) return [];
      const at = ["routes", level, index];
      const fact = `routes.${level} names ${shown(name)}, which is not a receiver.`;
      const near = didYouMean(name, names);
      if (near !== "") return [mistake(at, fact + near)];
      const others = names.length === 0 ? "" : ` Receivers are ${list(names, "and")}.`;
      // A name that cannot be one is not held up as an example.
      const example = kinds.name.pattern.test(name) ? { [name]: exampleReceivers.oncall } : exampleReceivers;
      return [mistake(at, `${fact}${others} To add it, write, for example:`, yaml({ receivers: example }))];
    }),
  );
}

function unreached({ receivers = {}, routes = {} }: Draft): Mistake[] {
  // Without routes.critical, the mistake before this one names the receivers and the route to write.
  if (routes.critical === undefined) return [];
  const reached = levels.flatMap((level) => routes[level] ?? []);
  return Object.keys(receivers)
    .filter((name) => !reached.includes(name))
    .map((name) => {
      const critical = [...(routes.critical ?? []).filter((other) => other !== undefined), name];
      return mistake(
        ["receivers", name],
        `No route reaches the receiver ${name}. Take it away, or write, for example:`,
        yaml({ routes: { critical } }),
      );
    });
}
