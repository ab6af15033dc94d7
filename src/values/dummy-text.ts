/** Longer than anything that somebody types in the place of a value. */
const longestPlaceholder = 60;

/** Whole texts, in small letters and with nothing but letters left, that only ever stand in for something. */
const placeholders = new Set(
  `changeit changethis replaceme replacethis todo tobedone tobedefined tbd fixme xxx dummy placeholder fillin
  fillme insertme setme loremipsum notset notyetset redacted`.split(/\s+/),
);
/** Those that may be configuration (`STAGE: test`), but are no secret. What is only weak, such as `admin`, is a value. */
const words = new Set(['test', 'testing', 'example', 'sample', 'fake', 'na', 'unset', 'undefined']);
/** `your-api-key`, `dummy_token`, `api key here`: what kind of thing it is, and not the thing. */
const kinds =
  /^(?:your[a-z]*|(?:dummy|fake|example|sample|placeholder)(?:api|access|secret|private|client|auth|db|database|user)*(?:key|token|secret|password|passphrase|credentials?|value|string)s?|[a-z]*(?:key|token|secret|password|passphrase|credentials?|value)s?here)$/;
/** `insert-token-here`, `replace with the real value`, `change me please`. */
const requests =
  /^(?:(?:please)?changeme[a-z0-9]*|(?:insert|enter|paste|put|add|set|replace|change|fill|provide|use)(?:your[a-z]*|[a-z]*here)|replacewith[a-z]*)$/;

/** `API_TOKEN`, `PASSWORD`: `$HOME` or `${x}` may well be part of a password. */
const variable = '[A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z0-9]*(?:KEY|TOKEN|SECRET|PASSWORD)';
/** A variable that whoever wrote it meant to be filled in before. Inside of a text it may belong to the value. */
const unexpanded = new RegExp(
  `^(?:\\$\\{?(?:${variable})\\}?|%(?:${variable})%|\\{\\{ *(?:${variable}|${variable.toLowerCase()}) *\\}\\})$`,
);
/** `<your-api-key>` on its own, or one of its words in the middle of a text that is no markup. */
const bracketed = /^<[^<>]*>$/;
const bracketedInside =
  /<(?:your|my|insert|enter|replace|change|todo|user|username|pass|password|secret|token|key|host|hostname|api)[-_ a-z0-9]*>/i;

/** `TODO: ask the data team`. */
const note = /^(?:todo|fixme|tbd)\b/i;

/** `xxx`, `****`, `...`, `---`. */
const filler = /^([xX*?._…-])\1{2,}$/;
/** `sk_live_xxxxxxxxxxxx`, in a text of any length: one in 10¹⁰ places of random base64. Stars on a line are a frame. */
const crossedOut = /(?<!x)x{6,100}(?!x)|(?<!X)X{6,100}(?!X)|(?<![\s*/])\*{6,100}(?!\*)/;
/** A line of dots alone: what somebody left out of a key. */
const leftOut = /^[ \t]*(?:\.{3,}|…)[ \t]*\r?$/m;

/**
 * Whether a text stands in the place of a value rather than being one: `changeme`, `<your-key>`, `xxx`. In doubt it is a
 * value: who is refused by mistake cannot go on, and a weak password is none of this.
 *
 * @param kind - for configuration fewer words are dummies: `test` may be what an application is to read
 */
export function isDummyText(value: string, kind: 'secret' | 'config'): boolean {
  const text = value.trim();
  const isSecret = kind === 'secret';
  if (note.test(text) || bracketed.test(text) || unexpanded.test(text)) return true;
  if (text.length <= longestPlaceholder && (filler.test(text) || isDummyWord(text, isSecret))) return true;
  if (!isSecret) return false;
  return crossedOut.test(text) || leftOut.test(text) || (bracketedInside.test(text) && !text.includes('</'));
}

/** `Change-Me!`, `CHANGE_ME_123` and `changeme` are one word. */
function isDummyWord(text: string, isSecret: boolean): boolean {
  const bare = text
    .toLowerCase()
    .replace(/^[\W_]+|[\W_]+$/g, '')
    .replace(/[-_. /]/g, '');
  const word = bare.replace(/\d{1,4}$/, '');
  if (placeholders.has(word) || requests.test(word)) return true;
  return isSecret && (words.has(bare) || kinds.test(word));
}
