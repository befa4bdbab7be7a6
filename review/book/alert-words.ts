/** What is said of an alert on several pages. */
import { withUnit } from "../../signals/unit";
import { type Contents } from "./contents";
import { type Html, markup } from "./html";
import { type Link } from "./page";
import { receiverPlace } from "./places";

/** "Share of busy CPU above 90 %": the limit in force, in its unit. */
export function limitOf(name: string, { alerts }: Contents): string | undefined {
  const { threshold, unit, signal } = alerts[name] ?? {};
  if (threshold === undefined || unit === undefined) return undefined;
  return `${signal === undefined ? "" : `${signal.title} `}${threshold.is} ${withUnit(threshold.value, unit)}`;
}

/** A text of Prometheus' templates as people read it: {{ $labels.instance }} → ‹instance›, {{ $value | … }} → ‹value›. */
export function templateInWords(text: string): string {
  return text.replace(/\{\{-?\s*(.*?)\s*-?\}\}/gs, (_, expr: string) => {
    const label = /\$labels\.(\w+)/.exec(expr)?.[1];
    if (label !== undefined) return `‹${label}›`;
    return expr.includes("$value") ? "‹value›" : "…";
  });
}

/** Names of the receivers that an alert reaches. */
export function receiversOf(name: string, { told }: Contents): readonly string[] {
  return [...new Set((told.get(name) ?? []).map(({ receiver }) => receiver))].sort();
}

export function receiverLink(name: string, link: Link): Html {
  return markup`<a href="${link(receiverPlace(name))}">${name}</a>`;
}

/** A severity with its colour, and always with its word. */
export function badge(severity: string): Html {
  const known = ["critical", "warning", "info", "none"].includes(severity) ? severity : "none";
  return markup`<span class="badge ${known}">${severity}</span> `;
}
