import { toYaml } from "../../../stacks/yaml";
import { type Recorded } from "./recorded";

/** The promtool test file of a group's recording rules. */
export function recordedTest(
  { others = [], every = "15s", ...first }: Recorded,
  ruleFiles: readonly string[],
): string {
  return toYaml({
    rule_files: ruleFiles,
    evaluation_interval: every,
    fuzzy_compare: true,
    tests: [first, ...others].map(({ input, expected, at = "15m" }) => ({
      interval: every,
      input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
      promql_expr_test: Object.entries(expected).map(([record, samples]) => ({
        expr: record,
        eval_time: at,
        exp_samples: samples.map(([labels, value]) => ({ labels: `${record}{${labels}}`, value })),
      })),
    })),
  });
}
