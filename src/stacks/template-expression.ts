import type { CanonicalName } from '../model';
import { applyFilters, type Builtin, type Filter, parseTemplate } from '../plan/template';
import { insideQuotes } from './escape';

/** What the names of a template stand for. */
export interface TemplateScope {
  readonly builtins: Readonly<Record<Builtin, string>>;
  /** The text of a configuration value, or Terraform code that gives the value of a secret. */
  lookUp(name: CanonicalName): { readonly text: string } | { readonly code: string };
}

/**
 * A template as one quoted string of Terraform's expression language. What is known now is evaluated now; only
 * secrets are left to Terraform.
 */
export function templateExpression(template: string, scope: TemplateScope): string {
  const parts = parseTemplate(template).parts.map((part) => {
    if (part.kind === 'text') return insideQuotes(part.text);
    const value = part.kind === 'builtin' ? { text: scope.builtins[part.name] } : scope.lookUp(part.name);
    if ('text' in value) return insideQuotes(applyFilters(value.text, part.filters));
    return `\${${filteredCode(value.code, part.filters)}}`;
  });
  return `"${parts.join('')}"`;
}

/** The filters of a template, as Terraform's own functions. */
export function filteredCode(code: string, filters: readonly Filter[]): string {
  return filters.reduce((inner, filter) => filterCode[filter](inner), code);
}

const filterCode: Readonly<Record<Filter, (code: string) => string>> = {
  // Terraform writes a space as "+"; a "+" of the value itself is %2B by then.
  urlencode: (code) => `replace(urlencode(${code}), "+", "\\u002520")`,
  base64: (code) => `base64encode(${code})`,
  json: (code) => `jsonencode(${code})`,
};
