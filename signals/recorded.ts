/** Series that recording rules made. */
import { type Scope } from "./signal";

/**
 * Selector, with braces, of a recorded series: `level:metric:operation${ofRecorded(s)}`. "" for all of it. A recorded series
 * has the labels of its level only, so that `Scope.any` of a panel, which asks for a cluster, would find none.
 */
export function ofRecorded(scope: Scope): string {
  return scope.alerts === "" ? "" : `{${scope.alerts.replace(/^,\s*/, "")}}`;
}
