/** Names in the settings of content that nothing has. */
import { list, type Mistake, mistake } from "../settings-errors";
import { type Draft, type Given } from "./given";
import { didYouMean } from "./nearest";
import { shown } from "./shape";

/** The alert that knows which jobs there have to be, which is known of a stack's own servers only. */
const ownAlert = "TargetMissing";

export function contentMistakes({ target, content, alerts = {} }: Draft, { catalogue }: Given): Mistake[] {
  if (target !== "content") return [];
  const jobs = Object.keys(content?.jobs ?? {});
  const rules = Object.keys(content?.rules ?? {});
  const known = jobs.length + rules.length === 0 ? undefined : catalogue.content?.();
  return [
    ...jobs.flatMap((job) => unknown("jobs", job, known?.jobs ?? [])),
    ...rules.flatMap((group) => unknown("rules", group, known?.rules ?? [])),
    ...(Object.hasOwn(alerts, ownAlert)
      ? [
          mistake(
            ["alerts", ownAlert],
            `alerts.${ownAlert} has no effect on the target content, which leaves this alert out: which jobs there have to be is known of servers of one's own only. Take it away.`,
          ),
        ]
      : []),
  ];
}

function unknown(of: "jobs" | "rules", name: string, names: readonly string[]): Mistake[] {
  if (names.includes(name)) return [];
  const what = of === "jobs" ? "a job that rules or dashboards select" : "a group of rules";
  const plain = /^[\w-]+$/.test(name) ? name : shown(name);
  return [
    mistake(
      ["content", of, name],
      `content.${of}.${plain} is not ${what}.${didYouMean(name, names)} There are ${list([...names].sort(), "and")}.`,
    ),
  ];
}
