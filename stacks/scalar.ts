/**
 * Pulumi hands every top-level value over as text, and `pulumi config set` writes numbers and booleans in quotes.
 * So texts at the top are read once more: JSON for lists and objects, else a scalar of YAML 1.2's core schema.
 */
export function decodeScalar(text: string): unknown {
  if (/^[[{]/.test(text)) return decodeJson(text);
  if (/^(|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  if (/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text)) return Number(text);
  return text;
}

function decodeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A text that merely begins like JSON; the schema says what it should be.
    return text;
  }
}
