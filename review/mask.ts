import { runtime } from "@pulumi/pulumi";
import { specialOutputValueSig, specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";

/** Stands for a secret, whatever its value. */
export const secretMark = "[secret]";

/** Stands for a value that is known after the deployment only. */
export const computedMark = "<computed>";

/**
 * A property as the engine is sent it, in plain data: keys sorted, secrets and unknown values replaced by marks. The
 * code of dynamic resources (`__provider`) is left out: it is this program's own text, serialised.
 */
export function masked(value: unknown): unknown {
  if (value === runtime.unknownValue) return computedMark;
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields[specialSigKey] === specialSecretSig) return secretMark;
  if (fields[specialSigKey] === specialOutputValueSig) {
    if (fields["secret"] === true) return secretMark;
    return "value" in fields ? masked(fields["value"]) : computedMark;
  }
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => key !== "__provider")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, masked(inner)]),
  );
}
