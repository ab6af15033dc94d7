/** Longer than anything that somebody types in the place of a value. */
const longestPlaceholder = 60;

/** Whole texts, in small letters and with nothing but letters left, that only ever stand in for something. */
const placeholders = new Set(
  `changeme changeit changethis replaceme replacethis todo tobedone tobedefined tbd fixme xxx dummy placeholder fillin
  fillme insertme loremipsum notset notyetset unset undefined redacted masked removed hidden comingsoon`.split(
    /\s+/,
  ),
);
/** Those that may be configuration (`STAGE: test`), but never are a secret. Names of users, such as `admin`, are none. */
const words = new Set(
  `test testing tests foo bar baz foobar foobarbaz example sample fake mock stub default none null nil empty missing
  unknown later soon pending na abc abcd abcdef asdf asdfasdf qwerty qwertz letmein temp tmp`.split(/\s+/),
);
/** `password`, `my-api-key`, `your token here`: what kind of thing it is, and not the thing. */
const kinds =
  /^(?:your|my|the|some|dummy|fake|example|sample|mock|placeholder)?(?:api|access|secret|private|client|auth|db|database|user)*(?:key|token|secret|password|passwort|passwd|passphrase|credential)s?(?:here)?$/;
/** `insert-token-here`, `replace with the real value`. */
const requests =
  /^(?:insert|enter|paste|put|add|set|replace|change|fill|provide|use)[a-z]*(?:key|token|secret|password|passphrase|value|url|credentials?|here|this|real)$/;

/**
 * The name of a variable or a command, which whoever wrote it meant to be filled in before. In the middle of a text the
 * same characters may belong to a value.
 */
const unexpanded = [
  /^\$\{[A-Za-z_]\w*\}$/,
  /^\$[A-Z_][A-Z0-9_]*$/,
  /^\$\([^()]*\)$/,
  /^\{\{ *[A-Za-z_.]+ *\}\}$/,
  /^%[A-Za-z_]\w*%$/,
];
/** `<your-api-key>` on its own, or one of its words in the middle of a text that is no markup. */
const bracketed = /^<[^<>]*>$/;
const bracketedInside =
  /<(?:your|my|insert|enter|replace|change|todo|user|username|pass|password|secret|token|key|host|hostname|api)[-_ a-z0-9]*>/i;

/** `TODO: ask the data team`. */
const note = /^(?:todo|fixme|tbd)\b/i;

/** `xxx`, `****`, `...`, `---`; a single one may be configuration. */
const filler = /^([xX*?._…-])\1*$/;
const repeated = /^(.)\1{2,}$/su;
/** `sk_live_xxxxxxxxxxxx`: one in 10⁹ places of random base64. */
const crossedOut = /x{6,}|X{6,}|\*{6,}/;
/** A line of dots alone: what somebody left out of a key. */
const leftOut = /^[ \t]*(?:\.{3,}|…)[ \t]*\r?$/m;
const counted = /^(?:0?123456789?0?|1234?|12345(?:67?)?|0123)$/;

/**
 * Whether a text stands in the place of a value rather than being one: `changeme`, `<your-key>`, `xxx`.
 *
 * @param kind - for configuration fewer words are dummies: `test` may be what an application is to read
 */
export function isDummyText(value: string, kind: 'secret' | 'config'): boolean {
  const text = value.trim();
  const isSecret = kind === 'secret';
  if (filler.test(text) && (isSecret || text.length > 2)) return true;
  if (note.test(text) || bracketed.test(text) || unexpanded.some((shape) => shape.test(text))) return true;
  if (isDummyWord(text, isSecret)) return true;
  if (!isSecret) return false;
  if (repeated.test(text) && text.length <= longestPlaceholder) return true;
  if (counted.test(text) || crossedOut.test(text) || leftOut.test(text)) return true;
  return bracketedInside.test(text) && !text.includes('</');
}

/** `Change-Me!`, `CHANGE_ME_123` and `changeme` are one word; what is a secret's word alone, `Password1` is a value. */
function isDummyWord(text: string, isSecret: boolean): boolean {
  if (text.length > longestPlaceholder) return false;
  const word = text
    .toLowerCase()
    .replace(/^[\W_]+|[\W_]+$/g, '')
    .replace(/[-_. /]/g, '');
  const unnumbered = word.replace(/\d{1,4}$/, '');
  if (placeholders.has(unnumbered) || requests.test(unnumbered)) return true;
  return isSecret && (words.has(word) || kinds.test(word));
}
