/** Who is told of what: receivers and the routes to them. */
import { kinds } from "../setting-kinds";
import { list, type Mistake, mistake, yaml } from "../settings-errors";
import { twiceIn } from "./duplicates";
import { type Draft } from "./given";
import { didYouMean } from "./nearest";
import { repair } from "./repair";
import { shown } from "./shape";

const levels = ["critical", "warning", "watchdog"] as const;

/** Alertmanager's own receiver of that name takes what no route wants. */
const nobody = "nobody";

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
    if (name === nobody)
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
  // A list of the wrong form is told elsewhere.
  if (critical === undefined ? "critical" in routes : critical.length > 0) return [];
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
    const chosen = (free.length > 0 ? free : names).filter(isName);
    return [
      mistake(
        at,
        `${opening}: no route leads from them to ${list(names.map(plainName), "or")}. Write:`,
        yaml({ routes: { critical: chosen.length > 0 ? chosen : ["oncall"] } }),
      ),
    ];
  }
  // On local, alerts are for whoever looks; a host or a cluster that people rely on is another matter.
  if ((target !== "docker" && target !== "kubernetes") || warning.length + watchdog.length > 0) return [];
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
      const others = names.length === 0 ? "" : ` Receivers are ${list(names.map(plainName), "and")}.`;
      // A name that cannot be one is not held up as an example.
      const example = kinds.name.pattern.test(name) ? { [name]: exampleReceivers.oncall } : exampleReceivers;
      return [mistake(at, `${fact}${others} To add it, write, for example:`, yaml({ receivers: example }))];
    }),
  );
}

function unreached({ receivers = {}, routes = {} }: Draft): Mistake[] {
  // Without routes.critical, the mistake before this one names the receivers and the route to write.
  if (!("critical" in routes)) return [];
  const reached = levels.flatMap((level) => routes[level] ?? []);
  const names = Object.keys(receivers).filter((name) => !reached.includes(name));
  const [first] = names;
  // A route that cannot be read may reach them.
  if (first === undefined || levels.some((level) => level in routes && routes[level] === undefined))
    return [];
  // What is wrong with a route or a name is told elsewhere and not written down again.
  const told = [...new Set(routes.critical)].filter(
    (name) => name !== undefined && Object.hasOwn(receivers, name),
  );
  const wanted = [...told, ...names].filter((name) => name !== undefined && isName(name));
  const [many, them] = names.length === 1 ? ["receiver", "it"] : ["receivers", "them"];
  return [
    mistake(
      ["receivers", first],
      `No route reaches the ${many} ${list(names.map(plainName), "and")}. Take ${them} away, or write, for example:`,
      yaml({ routes: { critical: wanted.length > 0 ? wanted : ["oncall"] } }),
    ),
  ];
}

/** A name that a receiver may have. */
function isName(name: string): boolean {
  return name !== nobody && kinds.name.pattern.test(name);
}

function plainName(name: string): string {
  return isName(name) || name === nobody ? name : shown(name);
}
