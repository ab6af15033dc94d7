import { dockerFormat } from './docker';
import { dotenvFormat } from './dotenv';
import type { DotenvReader } from './dotenv-readers';
import type { Format, FormatName } from './format';
import { githubEnvFormat } from './github-env';
import { jsonFormat } from './json';
import { shellFormat } from './shell';
import { tfvarsFormat } from './tfvars';
import { yamlFormat } from './yaml';

export { type DotenvReader, dotenvReaders } from './dotenv-readers';
export { type Format, type FormatName, formatNames, type Texts } from './format';
export { markerOf } from './json';

/**
 * @param readers - who must read the same in a .env file
 * @param other - who is to read it as well, as far as that is possible
 */
export function formatOf(
  name: FormatName,
  readers: readonly DotenvReader[],
  other: DotenvReader | null = null,
): Format {
  const formats: Readonly<Record<FormatName, () => Format>> = {
    dotenv: () => dotenvFormat(readers, other),
    json: () => jsonFormat,
    tfvars: () => tfvarsFormat,
    shell: () => shellFormat,
    yaml: () => yamlFormat,
    docker: () => dockerFormat,
    'github-env': () => githubEnvFormat(),
  };
  return formats[name]();
}
