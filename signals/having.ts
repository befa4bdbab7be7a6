import { type Scope } from "./signal";

/**
 * A selector with matchers of its own beside those of the scope: `http_requests_total${having(s, 'status=~"5.."')}`, of
 * whatever job.
 */
export function having(s: Pick<Scope, "any">, matchers: string): string {
  return s.any === "" ? `{${matchers}}` : `${s.any.slice(0, -1)}, ${matchers}}`;
}
