/** What gives a text away as a secret, in words, or undefined. Errs on the side of silence about a value. */
export function secretIn(text: string): "a password" | "a token" | undefined {
  // scheme://user:password@ , also behind other text
  if (/[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i.test(text)) return "a password";
  // libpq's key=value form, and the query of a URL
  if (/(^|[\s?&;])(password|passwd|pwd|pass)\s*=\s*[^\s&;]+/i.test(text)) return "a password";
  if (/[?&][\w.-]*(token|key|secret|auth|sig|signature|code)[\w-]*=[^\s&]+/i.test(text)) return "a token";
  if (/^https?:\/\//i.test(text) && text.split(/[/?#]/).slice(3).some(isRandom)) return "a token";
  return undefined;
}

/** True where a text must not be repeated in an error: it holds a secret, or is as random as one. */
export function looksSecret(text: string): boolean {
  return secretIn(text) !== undefined || text.split(/[\s/?#&=:;,@]+/).some(isRandom);
}

/** Keys under which people keep secrets. */
export function isSecretName(key: string): boolean {
  return /(dsn|url|uri|password|passwd|passphrase|token|secret|key|credentials?)$/i.test(key);
}

/** At least 20 characters, with letters and digits mixed, as tokens have and words do not: abc123…, UUIDs. */
function isRandom(word: string): boolean {
  return (
    word.length >= 20 &&
    /^[\w.+~-]+$/.test(word) &&
    (word.match(/\d/g) ?? []).length >= 3 &&
    /[a-z]/i.test(word)
  );
}
