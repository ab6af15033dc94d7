/**
 * Why Terraform would not keep this text as it is, or undefined where it does. Terraform normalizes strings to NFC and
 * replaces what is no Unicode, without a word (hashicorp/terraform, `internal/lang` through zclconf/go-cty).
 */
export function textFault(text: string): string | undefined {
  if (text.includes('\u0000')) return 'text without NUL characters';
  if (/\p{Cs}/u.test(text)) return 'valid Unicode text';
  if (text.normalize('NFC') !== text)
    return 'text in Unicode normalization form C (write it as base64 otherwise)';
  return undefined;
}
