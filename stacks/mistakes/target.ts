import { type Mistake, mistake, yaml } from "../settings-errors";
import { type Draft } from "./given";

/** What a target cannot do. */
export function targetMistakes({ target, gpu }: Draft): Mistake[] {
  if (target !== "local" || gpu !== true) return [];
  return [
    mistake(
      ["gpu"],
      "gpu is true, but GPUs are watched by the DCGM exporter, which needs the docker target. Take the line away, or write:",
      yaml({ target: "docker" }),
    ),
  ];
}
