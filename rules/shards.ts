/** Rules where the targets are divided among several servers. */
import { type Recording, type Rules } from "./rule";

/** Label of what one shard has recorded as its part of a whole: the number of the shard. */
export const partLabel = "of_shard";

/** Label of the same once it was fetched by another shard: the replica that it was fetched from. */
export const partReplicaLabel = "of_replica";

/**
 * The rules of a group as one of several shards evaluates them. What is recorded over many targets is only the part of
 * the targets that the shard has, and says so; what is recorded of one target is whole, since a target is in one shard.
 */
export function inShard(rules: Rules, shard: { readonly number: number; readonly of: number }): Rules {
  if (shard.of === 1) return rules;
  return {
    ...rules,
    recordings: rules.recordings.map((recording) =>
      isOfOneTarget(recording)
        ? recording
        : { ...recording, labels: { ...recording.labels, [partLabel]: String(shard.number) } },
    ),
  };
}

/** The level of a recording, which comes first in its name, tells which labels it has. */
function isOfOneTarget({ record }: Recording): boolean {
  return (record.split(":")[0] ?? "").split("_").includes("instance");
}
