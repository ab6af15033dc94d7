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

/** @param readers - who must read the same in a .env file */
export function formatOf(name: FormatName, readers: readonly DotenvReader[]): Format {
  const formats: Readonly<Record<FormatName, () => Format>> = {
    dotenv: () => dotenvFormat(readers),
    json: () => jsonFormat,
    tfvars: () => tfvarsFormat,
    shell: () => shellFormat,
    yaml: () => yamlFormat,
    docker: () => dockerFormat,
    'github-env': () => githubEnvFormat(),
  };
  return formats[name]();
}
