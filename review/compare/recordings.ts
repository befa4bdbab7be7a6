import { type Change } from "./change";
import { pairs } from "./pairs";
import { type RenderedRules } from "./read-rules";
import { list, textChange } from "./words";

/** Who reads a metric: alerts, recording rules and dashboards by name. */
export type Readers = ReadonlyMap<string, readonly string[]>;

/** What happens to recording rules, with who reads them: their numbers change, too. */
export function recordingChanges(
  before: RenderedRules["recordings"],
  after: RenderedRules["recordings"],
  readers: { readonly before: Readers; readonly after: Readers },
): readonly Change[] {
  const { added, removed, kept } = pairs(before, after);
  const of = (record: string, text: string, whose: Readers): Change => {
    const users = whose.get(record) ?? [];
    return {
      consequence: "alert",
      subject: `recording rule ${record}`,
      text: `${text}; ${users.length === 0 ? "nothing reads it" : `${list(users)} ${users.length === 1 ? "reads" : "read"} it`}`,
    };
  };
  return [
    ...[...added.keys()].map((record) => of(record, "is new", readers.after)),
    ...[...removed.keys()].map((record) => of(record, "is gone", readers.before)),
    ...[...kept].flatMap(([record, [old, now]]) => {
      const [olds, news] = [old, now].map((rules) => rules.map(({ expr }) => expr).sort());
      if (JSON.stringify(olds) !== JSON.stringify(news))
        return [
          of(
            record,
            `asks for something else: ${textChange(olds?.join(" / ") ?? "", news?.join(" / ") ?? "")}`,
            readers.after,
          ),
        ];
      const [from, to] = [old[0]?.interval ?? "", now[0]?.interval ?? ""];
      return from === to ? [] : [of(record, `is evaluated at another pace: ${from} → ${to}`, readers.after)];
    }),
  ];
}
