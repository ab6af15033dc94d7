import type { YamlData } from './map-edit';
import { type ScalarStyle, writeScalar } from './write-scalar';

/** Data as YAML on one line, which reads back as this very data. Null is written as nothing, or as null within others. */
export function writeFlow(data: YamlData, style: ScalarStyle): string {
  return data === null ? '' : write(data, style);
}

function write(data: YamlData, style: ScalarStyle): string {
  const inFlow = { ...style, inFlow: true };
  if (data === null) return 'null';
  if (typeof data === 'string') return writeScalar(data, isMoreThanText(data) ? quoted(style) : style);
  if (typeof data !== 'object') return String(data);
  if (Array.isArray(data)) return `[${data.map((item: YamlData) => write(item, inFlow)).join(', ')}]`;
  const items = Object.entries(data).map(
    ([key, value]) => `${writeScalar(key, inFlow)}: ${write(value as YamlData, inFlow)}`,
  );
  return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
}

/** What YAML's core schema reads as something else than text: https://yaml.org/spec/1.2.2/#103-core-schema */
const isMoreThanText = (text: string): boolean =>
  /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|0o[0-7]+|0x[\da-f]+|[-+]?\.inf|\.nan|~|true|false|null)$/i.test(
    text,
  );

const quoted = (style: ScalarStyle): ScalarStyle =>
  style.quotes === 'plain' ? { ...style, quotes: 'double' } : style;
