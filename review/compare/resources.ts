import { type Change } from "./change";
import { isAccess } from "./access";
import { type Difference, differences } from "./flatten";
import { forces, holdsData, shrinks } from "./forced";
import { pairs } from "./pairs";
import { kindOf, type ReadResource } from "./read-resources";
import { isServer } from "./servers";
import { list } from "./words";

type Resources = ReadonlyMap<string, ReadResource>;

/** Content of files and hashes in names: told of as configuration and as restarts. */
const carriesFiles = /^(ConfigMap|Secret|PrometheusRule)$|^Container .*-files$/;

/**
 * Resources that are made, changed in place, made anew and deleted. Servers are told of in `serverChanges`, rights in
 * `accessChanges`; objects that only carry files follow from these.
 */
export function resourceChanges(before: Resources, after: Resources): readonly Change[] {
  const { added, removed, kept } = pairs(before, after);
  return [
    ...[...added].filter(([key]) => !isCarrier(key)).map(([key]) => change("resource", key, "is made")),
    ...[...removed].filter(([key]) => !isCarrier(key)).map(([key, old]) => deletion(key, old)),
    ...[...kept].flatMap(([key, [old, now]]) => (isCarrier(key) ? [] : changed(key, old, now))),
  ];
}

function isCarrier(key: string): boolean {
  return carriesFiles.test(key) || carriesFiles.test(key.split(" ")[0] ?? "");
}

function change(consequence: Change["consequence"], subject: string, text: string): Change {
  return { consequence, subject, text };
}

function deletion(key: string, old: ReadResource): Change {
  if (!holdsData(old)) return change("resource", key, "is deleted");
  const kept = old.protect
    ? "it is protected: up lets go of it and leaves the data where it is, unused"
    : old.retainOnDelete
      ? "its data stays where it is, unused"
      : "its data goes with it";
  return change("data", key, `is deleted; ${kept}`);
}

function changed(key: string, old: ReadResource, now: ReadResource): readonly Change[] {
  const unguarded = old.protect && !now.protect;
  const shortLived = old.retainOnDelete && !now.retainOnDelete;
  return [
    ...(unguarded ? [change("data", key, "is no longer protected: a mistake can delete it")] : []),
    ...(shortLived
      ? [change("data", key, "no longer outlives its resource: what deletes one deletes its data")]
      : []),
    ...inputChanges(key, old, now),
  ];
}

function inputChanges(key: string, old: ReadResource, now: ReadResource): readonly Change[] {
  const kind = kindOf(now);
  const all = differences(old.inputs, now.inputs).filter(({ path }) => !isAccess(kind, path));
  const triggered = JSON.stringify(old.replacementTrigger) !== JSON.stringify(now.replacementTrigger);
  const forced = [
    ...all.filter((each) => forces(now, each)).map(({ path }) => path),
    ...(triggered ? ["its trigger"] : []),
  ];
  const small = all.filter(shrinks);
  if (small.length > 0)
    return [change("data", key, `cannot shrink (${inWords(small)}): the API server refuses it`)];
  if (forced.length > 0 && holdsData(old) && kind !== "Server")
    return [change("data", key, `is replaced, because of ${list(forced)}: it comes back empty`)];
  if (isServer(now)) return [];
  if (forced.length > 0) return [change("resource", key, `is replaced, because of ${list(forced)}`)];
  return all.length === 0 ? [] : [change("resource", key, `changes in place: ${inWords(all)}`)];
}

/** "spec.replicas 2 → 3"; long values are not shown. */
function inWords(all: readonly Difference[]): string {
  const show = (value: unknown) => {
    if (value === undefined) return "(none)";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return text.length > 60 ? "…" : text;
  };
  return list(
    all.map(({ path, before, after }) => `${path} ${show(before)} → ${show(after)}`),
    4,
  );
}
