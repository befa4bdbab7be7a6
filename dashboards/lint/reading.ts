import { legendLabels } from "../model/draw-panel";
import { type Definition } from "../model/dashboard";
import { panelsOf, measuringPanels, writtenPanel, type Complaint, type Subject, type World } from "./finding";

/** What a reader needs: a title, what it means, why it matters, what to do, a unit, and links that lead somewhere. */
export function readingComplaints(subject: Subject, all: readonly Definition[]): readonly Complaint[] {
  return [
    ...identity(subject),
    ...measuringPanels(subject.board).flatMap((panel) => {
      const { min } = panel.fieldConfig.defaults;
      const parts = ["**Why it matters:** ", "**What to do:** "];
      const axis = panel.type === "timeseries" || panel.type === "bargauge";
      const written = writtenPanel(subject.definition, panel.id);
      const free = written !== undefined && written.kind !== "text" && canBeNegative(written);
      return [
        ...parts
          .filter((part) => !new RegExp(`${part.replace(/\*/g, "\\*")}\\S`).test(panel.description))
          .map((part) => ({
            rule: "description",
            panel: panel.title,
            message: `says nothing after ${part}`,
          })),
        ...(axis && min === undefined && !free
          ? [{ rule: "min", panel: panel.title, message: "its axis has no lower end; give the signal a min" }]
          : []),
      ];
    }),
    ...legends(subject),
    ...links(subject, all),
  ];
}

function identity({ board }: Subject): readonly Complaint[] {
  const ids = board.panels.flatMap((each) => [
    each.id,
    ...(each.type === "row" ? each.panels.map((inner) => inner.id) : []),
  ]);
  const titles = panelsOf(board).map((each) => each.title);
  return [
    ...(/^[a-z0-9-]{3,40}$/.test(board.uid)
      ? []
      : [{ rule: "uid", message: "its uid is not 3 to 40 lower-case letters, digits and hyphens" }]),
    ...ids
      .filter((id, at) => ids.indexOf(id) !== at)
      .map((id) => ({
        rule: "panel-id",
        message: `two panels have the id ${id}; Grafana drops one of them`,
      })),
    ...titles
      .filter((title, at) => titles.indexOf(title) !== at)
      .map((title) => ({ rule: "title", panel: title, message: "another panel has the same title" })),
  ];
}

function canBeNegative(written: {
  readonly kind: string;
  readonly signals: readonly { min?: number }[];
}): boolean {
  const mirrored = "mirrored" in written && (written as { mirrored: readonly string[] }).mirrored.length > 0;
  return mirrored || written.signals.some((each) => each.min === undefined);
}

/** A legend may name only labels that the series have. */
function legends({ board, definition }: Subject): readonly Complaint[] {
  return measuringPanels(board).flatMap((panel) => {
    const written = writtenPanel(definition, panel.id);
    if (written === undefined || written.kind === "text") return [];
    return written.signals.flatMap((signal) =>
      legendLabels(written, signal, definition.variables)
        .filter((label) => !signal.by.includes(label))
        .map((label) => ({
          rule: "legend",
          panel: panel.title,
          message: `its legend names ${label}, which "${signal.title}" does not have; it has ${signal.by.join(", ") || "no labels"}`,
        })),
    );
  });
}

/** Links to dashboards: each leads to one that there is, and sets only variables that it has. */
function links({ board }: Subject, all: readonly Definition[]): readonly Complaint[] {
  const text = JSON.stringify(board);
  return [...text.matchAll(/\/d\/([^?)"\s]*)(?:\?([^)"\s]*))?/g)].flatMap(([, uid = "", query = ""]) => {
    // A table cell that holds a uid; that it does is checked with the alerts.
    if (uid === "${__value.raw}") return [];
    const target = all.find((each) => each.uid === uid);
    if (target === undefined) return [{ rule: "link", message: `/d/${uid} leads to no dashboard` }];
    return [...query.matchAll(/var-(\w+)=/g)]
      .map((each) => each[1] ?? "")
      .filter((name) => !target.variables.some((each) => each.name === name))
      .map((name) => ({ rule: "link", message: `/d/${uid} has no variable ${name}` }));
  });
}

/** Alerts name a dashboard and its variables; both have to be there. */
export function alertComplaints(all: readonly Definition[], { alerts }: World): readonly string[] {
  return alerts.flatMap((alert) => {
    const target = all.find((each) => each.uid === alert.dashboard.uid);
    if (target === undefined)
      return [`${alert.name} names the dashboard ${alert.dashboard.uid}, which is not there`];
    return alert.dashboard.variables
      .filter((name) => !target.variables.some((each) => each.name === name))
      .map(
        (name) => `${alert.name} sets the variable ${name}, which the dashboard ${target.uid} does not have`,
      );
  });
}
