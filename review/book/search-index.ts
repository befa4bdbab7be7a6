import { templateInWords } from "./alert-words";
import { type Contents, jobsOf } from "./contents";
import {
  alertPage,
  dashboardPage,
  metricPlace,
  offPlace,
  pages,
  panelPlace,
  receiverPlace,
  recordingPlace,
} from "./places";
import { headingId } from "./markdown-text";
import { settingNames } from "./settings";

/** Something that search finds. */
export interface Entry {
  readonly kind:
    "page" | "dashboard" | "panel" | "alert" | "recording rule" | "metric" | "receiver" | "setting";
  readonly title: string;
  /** From the folder of the book. */
  readonly place: string;
  /** Further words that find it. */
  readonly words: string;
}

/** Everything that a book has, the things that people look for most first. */
export function entriesOf(contents: Contents): readonly Entry[] {
  const { boards, rules, metrics, routing, settings, off } = contents;
  const alerts = [...rules.alerts].map(([name, [rule]]): Entry => {
    const { labels = {}, annotations = {} } = rule ?? {};
    const words = [
      labels["severity"],
      labels["team"],
      labels["service"],
      annotations["summary"],
      annotations["description"],
    ];
    const found = plain(templateInWords(words.join(" ")), 300);
    return { kind: "alert", title: name, place: alertPage(name), words: found };
  });
  const dashboards = [...boards.values()].map(({ uid, title, description }): Entry => ({
    kind: "dashboard",
    title,
    place: dashboardPage(uid),
    words: plain(`${uid} ${description}`, 200),
  }));
  const panels = [...boards.values()].flatMap(({ uid, title, rows }) =>
    rows.flatMap((row) =>
      row.panels.map((panel): Entry => ({
        kind: "panel",
        title: panel.title,
        place: panelPlace(uid, panel.id),
        words: plain(`${title}, ${row.title}: ${panel.description}`, 160),
      })),
    ),
  );
  return [
    ...alerts,
    ...dashboards,
    ...(routing?.receivers ?? []).map(({ name }): Entry => ({
      kind: "receiver",
      title: name,
      place: receiverPlace(name),
      words: "",
    })),
    ...settingNames(settings).map((name): Entry => ({
      kind: "setting",
      title: name,
      place: `${pages.settings}#${headingId(name)}`,
      words: `observatory:${name}`,
    })),
    ...panels,
    ...[...rules.recordings].map(([record]): Entry => ({
      kind: "recording rule",
      title: record,
      place: recordingPlace(record),
      words: "",
    })),
    // What a rule records has its place there.
    ...[...metrics.keys()]
      .filter((metric) => !rules.recordings.has(metric))
      .map((metric): Entry => ({
        kind: "metric",
        title: metric,
        place: metricPlace(metric),
        words: jobsOf(contents, metric).join(" "),
      })),
    ...[...off].map(([name, why]): Entry => ({
      kind: "alert",
      title: name,
      place: offPlace(name),
      words: plain(`not in this stack: ${why}`, 120),
    })),
  ];
}

/**
 * The index as a script that sets a constant: a page that was opened from a disk may load it, which it may not ask for by
 * other means. "<" is written otherwise, so that no text ends a script wherever the index is put.
 */
export function indexScript(entries: readonly Entry[]): string {
  const lines = entries.map(({ kind, title, place, words }) => JSON.stringify([kind, title, place, words]));
  const text = `const bookIndex = [\n${lines.join(",\n")}\n];\n`;
  return text.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A text without Markdown's signs, on one line, cut at a word. `most` counts characters. */
function plain(text: string, most: number): string {
  const line = text
    .replace(/[*`#>]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= most ? line : line.slice(0, most).replace(/\s\S*$/, "…");
}
