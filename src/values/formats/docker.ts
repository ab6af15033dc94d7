import type { Format, Texts } from './format';

/**
 * Files for `docker run --env-file`: a line is a name, `=`, and the value to the end of the line, without any quoting
 * (docker/cli, `pkg/kvfile/kvfile.go`). Not for `env_file:` of Compose, which reads .env files.
 */
export const dockerFormat: Format = {
  name: 'docker',
  placement: 'section',
  write: (name, value) => {
    if (value.includes('\n'))
      return { refused: 'a file for docker --env-file has no way to write a line end' };
    if (value.endsWith('\r')) return { refused: 'docker drops a carriage return at the end of a line' };
    return { text: `${name}=${value}\n` };
  },
  readers: [readDockerEnvFile],
  assignment: /^[ \t]*([^\s=#][^\s=]*)=/gm,
};

function readDockerEnvFile(text: string): Texts {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, '').trimStart());
  return new Map(
    lines
      .filter((line) => !line.startsWith('#') && line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
