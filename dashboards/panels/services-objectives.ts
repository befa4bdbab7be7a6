/** The objectives of one service: those of the stack file whose service is called as its job is. */
import { SloBudgetExhausted } from "../../rules/slo/alerts";
import { signal, type Signal } from "../../signals/signal";
import * as slo from "../../signals/slo";
import { table, timeseries } from "../model/panel";

const none = "No objective of this service: write one under `slos`, with its job as `service`";

/** An objective says in the label `service` whose it is; its series have no job. */
function ofService(of: Signal): Signal {
  return signal({ ...of, recordingOf: of, value: (s) => of.value({ ...s, alerts: ', service="$job"' }) });
}

const [objective, attained, budget, burn, burnDay] = [
  slo.sloObjective,
  slo.sloAttained,
  slo.sloBudgetRemaining,
  slo.sloBurnRate,
  slo.sloBurnRateDay,
].map(ofService) as [Signal, Signal, Signal, Signal, Signal];

export const objectivesOfService = table([objective, attained, budget, burn, burnDay], {
  title: "Objectives of the service",
  width: 14,
  sortBy: burn.title,
  line: SloBudgetExhausted,
  columns: { slo: { title: "Objective of" } },
  drill: [{ title: "All objectives", uid: "slo", variables: {} }],
  why: "What was promised decides whether a fault may wait until morning.",
  act: "If less of the budget is left than of the window, put off risky releases of this service.",
  noValue: none,
});

export const budgetOfService = timeseries(budget, {
  title: "Error budget of the service",
  line: SloBudgetExhausted,
  width: 10,
  legend: ["slo"],
  why: "A step down is one fault and its price; a slope is something that fails all the time.",
  act: "Read the price of the last fault here, and decide by it what to mend first.",
  noValue: none,
});
