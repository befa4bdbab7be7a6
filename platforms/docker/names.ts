import { createHash } from "node:crypto";

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

/** First eight hexadecimal digits of the SHA-256 of some text: enough to tell versions of a file apart. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
