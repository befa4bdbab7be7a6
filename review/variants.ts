/**
 * Shapes of the stack production that its file does not have, rendered beside it: what a size and an object storage make
 * of a stack is to be seen in a pull request as well.
 */

/** Settings that a variant writes besides those of the stack file, by the name of the variant. */
export const variants: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "production-stored": stored({ size: "small" }),
  "production-medium": stored({ size: "medium" }),
  "production-large": stored({ size: "large" }),
};

/** The stack file that all variants begin with. */
export const variantsOf = "production";

function stored(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    ...values,
    grafana: { database: { address: "grafana-db.example.com:5432" } },
    objectStorage: {
      endpoint: "s3.eu-central-1.amazonaws.com",
      region: "eu-central-1",
      metricsBucket: "observatory-metrics",
      logsBucket: "observatory-logs",
    },
  };
}
