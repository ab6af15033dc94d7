/** `.env`, `.env.local`, `.envrc`, `.ENV` …: where tools look for values in plain text, whatever the letters' case. */
const dotenv = /^\.env/i;
/** What shows which names there are, without a value. */
const sample = /\.(?:example|sample|template)$/i;

/** @param path - with forward slashes */
export function isDotenvFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return dotenv.test(name) && !sample.test(name);
}
