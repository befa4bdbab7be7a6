/**
 * Prefix of everything that a stack owns on a Docker host. Names are fixed rather than generated: the container's
 * name is a label of its metrics, and two stacks on one host differ by it.
 */
export function prefix(stack: string): string {
  return `observatory-${stack}`;
}

/** Name of a container, volume or network of a stack. */
export function ownName(stack: string, ...parts: readonly string[]): string {
  return [prefix(stack), ...parts].join("-");
}
