import { sloBudgetRemaining, sloBurnRate } from "../../signals/slo";
import { recording } from "../recording";
import { type Rules } from "../rule";
import { SloBudgetExhausted, SloNoData } from "./alerts";
import { SloBurnsFast, SloBurnsSlowly } from "./burn-alerts";
import { type Slo } from "./slo";

/**
 * The objectives of a stack in one group. Each brings what is recorded of it; the alerts are the same for all, and tell
 * them apart by the labels slo and service. Throws an Error for two objectives of one name.
 */
export function sloRules(slos: readonly Slo[]): Rules {
  const names = slos.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two objectives are called ${twice}; give each a name of its own`);
  return {
    name: "slo",
    // Budgets of weeks change slowly, and sums over weeks are not free. A fault is told half a minute later at most.
    interval: "30s",
    needs: ["slos"],
    recordings: [
      ...slos.flatMap(({ recordings }) => recordings),
      recording("slo_service:burn_rate:ratio_1h", sloBurnRate),
      recording("slo_service:budget_remaining:ratio", sloBudgetRemaining),
    ],
    alerts: [SloBudgetExhausted, SloBurnsFast, SloBurnsSlowly, SloNoData],
  };
}
